package io.tributary.infra.cli.command;

import io.tributary.schemas.text.Printable;
import java.io.PrintStream;

/** Prints the answers of commands to standard output and standard error. */
public final class AnswerPrinter {
  private AnswerPrinter() {}

  /**
   * Prints the answer to {@code out}, and what it leaves out to {@code err}, whatever the format.
   */
  public static void print(Answer answer, Format format, PrintStream out, PrintStream err) {
    answer.skipped().forEach(row -> err.println(Printable.line(row.text())));
    err.flush();
    out.println(text(answer, format));
    out.flush();
  }

  /** Returns the text that goes to standard output. */
  public static String text(Answer answer, Format format) {
    return format == Format.TEXT ? Printable.text(answer.text()) : Envelope.ok(answer).json();
  }
}
