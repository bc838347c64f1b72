package io.tributary.infra.cli.command;

import io.tributary.schemas.text.PrintableText;
import java.io.PrintStream;

/** Prints the answers of commands to standard output and standard error. */
public final class AnswerPrinter {
  private AnswerPrinter() {}

  /**
   * Prints the answer to {@code out}, and what it leaves out to {@code err}, whatever the format.
   */
  public static void print(
      CommandResult answer, OutputFormat format, PrintStream out, PrintStream err) {
    answer.skipped().forEach(row -> err.println(PrintableText.line(row.text())));
    err.flush();
    out.println(text(answer, format));
    out.flush();
  }

  /** Returns the text that goes to standard output. */
  public static String text(CommandResult answer, OutputFormat format) {
    return format == OutputFormat.TEXT
        ? PrintableText.text(answer.text())
        : JsonEnvelope.ok(answer).json();
  }
}
