package io.tributary.infra.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The frame of every page that a verb writes: one HTML file that needs no other file and no
 * network. All pages have the style sheet {@code page.css} in common, light and dark.
 */
public final class HtmlDocument {
  private static final String STYLES = "/report/page.css";

  private HtmlDocument() {}

  /**
   * Returns a whole page.
   *
   * @param title plain text
   * @param body markup, whose texts are escaped already
   */
  public static String of(String title, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(escaped(title), resource(STYLES), body);
  }

  /** Returns text that is no markup, neither between tags nor in a quoted attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a text of the class path. */
  static String resource(String name) {
    try (InputStream in = HtmlDocument.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from infra-local's jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " cannot be read", e);
    }
  }
}
