package io.tributary.infra.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Javadoc comment of a source.
 *
 * @param line 1-based line on which it begins
 * @param text its words on one line, tags included
 * @param declaration the code that follows it, without annotations, up to its first line that ends
 *     in a brace, a semicolon or a comma
 */
record Javadoc(int line, String text, String declaration) {
  private static final Pattern COMMENT =
      Pattern.compile(
          "^ *(/\\*\\*.*?\\*/)\\s*((?:@[^\\n]*\\n\\s*)*)(.*?(?:[{;,]\\s*$|\\n\\s*$|\\z))",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INLINE_TAG =
      Pattern.compile("\\{@(?:code|link|linkplain|literal|value) ([^{}]*)}");
  private static final Pattern TAG = Pattern.compile("(?:^| )@(?:param|throws|return|see)\\b");

  /** Returns the comments of a source, in order. */
  static List<Javadoc> of(String source) {
    var found = new ArrayList<Javadoc>();
    Matcher comment = COMMENT.matcher(source);
    while (comment.find()) {
      int line = (int) source.substring(0, comment.start(1)).lines().count() + 1;
      String words = comment.group(1).replaceAll("(?m)^ *(?:/\\*\\*|\\*/|\\*)|\\*/$", " ");
      found.add(new Javadoc(line, oneLine(words), oneLine(comment.group(3))));
    }
    return found;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Returns the text before the first tag such as {@code @param}. */
  String description() {
    Matcher tag = TAG.matcher(text);
    return tag.find() ? text.substring(0, tag.start()).strip() : text;
  }

  /** Returns the first sentence as Markdown: links and code in backticks, links by simple name. */
  String summary() {
    String paragraph = description().split(" ?<(?:p|pre|ul|ol)>", 2)[0];
    Matcher tag = INLINE_TAG.matcher(paragraph);
    String markdown =
        tag.replaceAll(
            found -> {
              String word = found.group(1).strip();
              boolean link = found.group().startsWith("{@link");
              return Matcher.quoteReplacement("`" + (link ? simple(word) : word) + "`");
            });
    Matcher end = Pattern.compile("\\.(?= [A-Z`])").matcher(markdown);
    return end.find() ? markdown.substring(0, end.end()) : markdown;
  }

  private static String simple(String reference) {
    return reference.replaceFirst("^[a-z0-9.]+\\.(?=[A-Z])", "").replace('#', '.');
  }

  /** Returns whether the comment is about an enum constant, or a constant field. */
  boolean isOfConstant() {
    return declaration.contains("static final ") || declaration.matches("[A-Z][A-Z0-9_]*[ (,;{].*");
  }
}
