package io.tributary.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintableStreamTest {
  private static final String EVIL = "\u001b]0;owned\u0007 \u009b31m\nforged line";
  private static final String SHOWN = "\\u001b]0;owned\\u0007 \\u009b31m\\nforged line";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream behind = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final PrintableStream stream = new PrintableStream(behind);

  @Test
  void aLineStaysOneLine() {
    stream.println(EVIL);
    stream.println((Object) EVIL);
    stream.println(EVIL.toCharArray());
    assertThat(written().lines()).containsExactly(SHOWN, SHOWN, SHOWN);
  }

  @Test
  void aStackTraceHasOnlyLinesOfItsOwn() {
    new IllegalStateException(EVIL, new IllegalArgumentException(EVIL)).printStackTrace(stream);
    assertThat(written().lines())
        .allMatch(
            line -> line.matches("(java|Caused by: java).*Exception: .*|\tat .*|\t\\.\\.\\. .*"))
        .noneMatch(line -> line.startsWith("forged"));
    assertThat(written()).contains(SHOWN).doesNotContain("\u001b", "\u0007", "\u009b");
  }

  @Test
  void whatIsPrintedInPiecesOrAsBytesIsEscapedToo() throws Exception {
    stream.printf("%s%n", EVIL);
    stream.append(EVIL).append('\u001b');
    stream.print('\u001b');
    stream.write(EVIL.getBytes(StandardCharsets.UTF_8));
    stream.write(0x1b);
    var writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    writer.write(EVIL);
    writer.flush();
    assertThat(written()).doesNotContain("\u001b", "\u0007", "\u009b").contains("forged line");
  }

  @Test
  void barsAreDrawnOnTheStreamBehind() {
    assertThat(PrintableStream.raw(stream)).isSameAs(behind);
    assertThat(PrintableStream.raw(behind)).isSameAs(behind);
  }

  private String written() {
    stream.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
