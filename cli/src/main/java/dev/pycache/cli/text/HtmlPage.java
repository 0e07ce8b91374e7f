package dev.pycache.cli.text;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A page of HTML that needs nothing else: its style is within, and it asks for no script, picture
 * or font, nor would it be allowed to. Whatever a file calls its things stands there as text.
 *
 * <p>The page is written as it grows; the list of its sections comes last and is shown beside.
 */
public final class HtmlPage {
  private final Writer out;
  private final List<String> sections = new ArrayList<>();
  private final List<Boolean> isInner = new ArrayList<>();

  /** Begins a page. */
  public HtmlPage(Writer out, String title) {
    this.out = out;
    raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    raw("<meta http-equiv=\"Content-Security-Policy\" ");
    raw("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    raw("<meta name=\"generator\" content=\"pycache\">\n<title>");
    text(title);
    raw("</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n<h1>");
    text(title);
    raw("</h1>\n");
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("no resource page.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the page, with a list of its sections. */
  public void end() {
    raw("</main>\n<nav>\n<ul>\n");
    for (int i = 0; i < sections.size(); i++) {
      raw(isInner.get(i) ? "<li class=\"i\">" : "<li>");
      raw("<a href=\"#s" + (i + 1) + "\">");
      text(sections.get(i));
      raw("</a></li>\n");
    }
    raw("</ul>\n</nav>\n</body>\n</html>\n");
  }

  /** A heading that the list of sections names. */
  public void section(String title) {
    raw("<h2 id=\"s" + note(title, false) + "\">");
    text(title);
    raw("</h2>\n");
  }

  /** A heading below another one. */
  public void subsection(String title) {
    raw("<h3 id=\"s" + note(title, true) + "\">");
    text(title);
    raw("</h3>\n");
  }

  private int note(String title, boolean inner) {
    sections.add(title);
    isInner.add(inner);
    return sections.size();
  }

  /** A heading that the list of sections does not name. */
  public void label(String title) {
    raw("<h4>");
    text(title);
    raw("</h4>\n");
  }

  /** A paragraph. */
  public void paragraph(String words) {
    raw("<p>");
    text(words);
    raw("</p>\n");
  }

  /** A paragraph that something went wrong. */
  public void error(String words) {
    raw("<p class=\"e\">");
    text(words);
    raw("</p>\n");
  }

  /**
   * A table of rows.
   *
   * @param heads what stands above the columns; none for no such row
   * @param rows how many
   * @param row writes the cells of a row, with {@link #cell}
   */
  public void table(List<String> heads, int rows, IntConsumer row) {
    raw("<table>\n");
    if (!heads.isEmpty()) {
      raw("<thead><tr>");
      for (String head : heads) {
        raw("<th>");
        text(head);
        raw("</th>");
      }
      raw("</tr></thead>\n");
    }
    raw("<tbody>\n");
    for (int i = 0; i < rows; i++) {
      row.accept(i);
    }
    raw("</tbody>\n</table>\n");
  }

  /**
   * Begins a row of a table.
   *
   * @param kind a class of the style sheet: {@code same}, {@code left}, {@code right} or {@code
   *     changed}
   */
  public void row(String kind) {
    raw("<tr class=\"" + kind + "\">");
  }

  /** A cell of a row; numbers are set at the right. */
  public void cell(String words, boolean isNumber) {
    raw(isNumber ? "<td class=\"r\">" : "<td>");
    text(words);
    raw("</td>");
  }

  /** A number that can be linked to. */
  public void anchor(String id, String number) {
    raw("<td class=\"r l\"><a id=\"" + id + "\" href=\"#" + id + "\">");
    text(number);
    raw("</a></td>");
  }

  /** Ends a row. */
  public void endRow() {
    raw("</tr>\n");
  }

  /**
   * Begins a listing, which takes styled text until it is {@linkplain Listing#end ended}. Its line
   * numbers can be linked to as {@code #f1-L20}, with the number of the section.
   */
  public Listing listing() {
    raw("<pre>");
    return new Listing(sections.size());
  }

  /** A listing as a part of a page. */
  public final class Listing implements StyledText {
    private final String prefix;
    private final Set<String> lines = new HashSet<>();

    private Listing(int section) {
      this.prefix = "f" + section + "-L";
    }

    @Override
    public void append(Style style, String piece) {
      switch (style) {
        case PLAIN -> text(piece);
        case LINE -> line(piece);
        case HEADING -> heading(piece);
        case POSITION, MARK, LABEL, OFFSET, OPCODE, ARGUMENT, MEANING, TABLE, ERROR ->
            span(style, piece);
      }
    }

    private void span(Style style, String piece) {
      raw("<span class=\"" + className(style) + "\">");
      text(piece);
      raw("</span>");
    }

    private static String className(Style style) {
      return switch (style) {
        case PLAIN -> "p";
        case HEADING -> "h";
        case LINE -> "l";
        case POSITION -> "o";
        case MARK -> "m";
        case LABEL -> "b";
        case OFFSET -> "x";
        case OPCODE -> "n";
        case ARGUMENT -> "a";
        case MEANING -> "v";
        case TABLE -> "t";
        case ERROR -> "e";
      };
    }

    private void line(String number) {
      if (!isNumber(number)) {
        span(Style.LINE, number);
        return;
      }
      String id = prefix + number;
      raw("<a class=\"l\"" + (lines.add(number) ? " id=\"" + id + "\"" : ""));
      raw(" href=\"#" + id + "\">" + number + "</a>");
    }

    private void heading(String words) {
      raw("<b id=\"s" + note(words.endsWith(":") ? cutEnd(words) : words, true) + "\">");
      text(words);
      raw("</b>");
    }

    private static String cutEnd(String words) {
      String name = words.substring(0, words.length() - 1);
      String start = "Disassembly of <code object ";
      int at = name.lastIndexOf(" at 0x");
      return name.startsWith(start) && at > start.length()
          ? name.substring(start.length(), at)
          : name;
    }

    /** Ends the listing. */
    public void end() {
      raw("</pre>\n");
    }
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Text as text: nothing in it is markup, controls anything or has no UTF-8 form. */
  private void text(String words) {
    var escaped = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\n' -> escaped.append(c);
        default -> appendSafely(escaped, words, i, c);
      }
    }
    raw(escaped.toString());
  }

  private static void appendSafely(StringBuilder out, String words, int i, char c) {
    if (ControlCharacters.contains(c)) {
      ControlCharacters.append(out, c);
    } else if (ControlCharacters.isLoneSurrogate(words, i)) {
      out.append("\\u").append(Integer.toHexString(c));
    } else {
      out.append(c);
    }
  }

  private void raw(String markup) {
    try {
      out.write(markup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
