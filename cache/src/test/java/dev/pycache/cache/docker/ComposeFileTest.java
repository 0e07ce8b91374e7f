package dev.pycache.cache.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cache.docker.ComposeFile.Context;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  @Test
  void findsContexts() {
    assertThat(
            ComposeFile.contexts(
                """
                # build: not
                services:
                  short:
                    build: ./web   # the site
                  quoted:
                    build: "my app"
                  long:
                    build:
                      context: ..
                      dockerfile: docker/Dockerfile.dev
                      args:
                        - A=1
                    environment:
                      context: nothing
                  only-context:
                    build:
                      context: 'api'

                  elsewhere:
                    build: https://example.org/repository.git
                  variable:
                    build: ${FOLDER}
                  flow:
                    build: {context: x}
                  image:
                    image: postgres
                """))
        .containsExactly(
            new Context("./web", "Dockerfile"),
            new Context("my app", "Dockerfile"),
            new Context("..", "docker/Dockerfile.dev"),
            new Context("api", "Dockerfile"));
  }

  @Test
  void findsNothingInWhatIsNoComposeFile() {
    assertThat(ComposeFile.contexts("")).isEmpty();
    assertThat(ComposeFile.contexts("build:\n\tcontext: x\n\0")).isEmpty();
    assertThat(ComposeFile.contexts("context: x\ndockerfile: y\n")).isEmpty();
  }
}
