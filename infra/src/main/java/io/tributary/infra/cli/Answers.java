package io.tributary.infra.cli;

import java.io.PrintStream;

/** Prints answers. */
final class Answers {
  private Answers() {}

  static void print(Answer answer, Format format, PrintStream out) {
    out.println(format == Format.TEXT ? answer.text() : Envelope.ok(answer.data()).json());
    out.flush();
  }
}
