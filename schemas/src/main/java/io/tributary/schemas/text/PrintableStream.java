package io.tributary.schemas.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream that escapes all control sequences: standard error of the product's processes, by which
 * logs, stack traces and failures reach a terminal or a file that is shown on one.
 *
 * <p>A text that is printed as one line stays one line, so that the message of a record, or of an
 * exception in a stack trace, cannot imitate a log record of its own. Raw bytes are read as UTF-8.
 */
public final class PrintableStream extends PrintStream {
  private final PrintStream behind;

  /** Writes to another stream, which is flushed with this one. */
  public PrintableStream(PrintStream behind) {
    super(behind, true, StandardCharsets.UTF_8);
    this.behind = behind;
  }

  /** Replaces standard error with such a stream; a second call changes nothing. */
  public static void installOnStandardError() {
    if (!(System.err instanceof PrintableStream)) {
      System.setErr(
          new PrintableStream(
              new PrintStream(
                  new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)));
    }
  }

  /** Returns the stream without escapes, for progress bars, whose texts are escaped one by one. */
  public static PrintStream raw(PrintStream stream) {
    return stream instanceof PrintableStream printable ? printable.behind : stream;
  }

  // Numbers, formats and empty lines reach the stream through print(String) or write(byte[], int,
  // int).

  @Override
  public void print(String text) {
    behind.print(PrintableText.text(String.valueOf(text)));
  }

  @Override
  public void print(Object value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char[] text) {
    print(String.valueOf(text));
  }

  @Override
  public void println(String text) {
    behind.println(line(String.valueOf(text)));
  }

  @Override
  public void println(Object value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(char[] text) {
    println(String.valueOf(text));
  }

  @Override
  public void write(int value) {
    print(new String(new byte[] {(byte) value}, StandardCharsets.UTF_8));
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    print(new String(bytes, from, count, StandardCharsets.UTF_8));
  }

  /** Escapes a line but keeps the tab that indents the frames of a stack trace. */
  private static String line(String text) {
    return text.startsWith("\t")
        ? "\t" + PrintableText.line(text.substring(1))
        : PrintableText.line(text);
  }
}
