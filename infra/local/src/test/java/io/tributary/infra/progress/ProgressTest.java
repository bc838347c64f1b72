package io.tributary.infra.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong now = new AtomicLong();

  @Test
  void tellsRateAndTimeLeftFromTheFirstMovementOn() {
    ProgressPace pace = new ProgressPace(0, 100);
    assertThat(pace.text(new ProgressBar("rows", 150, 400, ""), 10 * SECOND))
        .isEqualTo("5.0/s eta 0:50");
  }

  @Test
  void keepsQuietAboutTheRateWhileItIsTooEarlyToSay() {
    assertThat(new ProgressPace(0, 0).text(new ProgressBar("rows", 1, 10, ""), SECOND / 10))
        .isEmpty();
  }

  @Test
  void rateAndTimeOfAFullBarStandStill() {
    ProgressPaces paces = new ProgressPaces(now::get);
    paces.text(new ProgressBar("rows", 0, 100, ""));
    now.set(10 * SECOND);
    assertThat(paces.text(new ProgressBar("rows", 100, 100, ""))).isEqualTo("10/s in 0:10");
    now.set(50 * SECOND);
    assertThat(paces.text(new ProgressBar("rows", 100, 100, "later"))).isEqualTo("10/s in 0:10");
    assertThat(paces.text(new ProgressBar("rows", 100, 200, ""))).isEqualTo("2.0/s eta 0:50");
    now.set(100 * SECOND);
    assertThat(paces.text(new ProgressBar("rows", 200, 200, ""))).isEqualTo("2.0/s in 1:40");
  }

  @Test
  void workThatIsDoneAgainHasAPaceOfItsOwn() {
    ProgressPaces paces = new ProgressPaces(now::get);
    paces.text(new ProgressBar("rows", 0, 100, ""));
    now.set(100 * SECOND);
    paces.text(new ProgressBar("rows", 100, 100, ""));
    paces.text(new ProgressBar("rows", 10, 100, ""));
    now.set(102 * SECOND);
    assertThat(paces.text(new ProgressBar("rows", 30, 100, ""))).isEqualTo("10/s eta 0:07");
  }

  @Test
  void drawsAFullBarAgainAsItWas() {
    Progress terminal = new TerminalProgress(stream, 80, now::get);
    terminal.bar(new ProgressBar("rows", 0, 100, ""));
    now.set(10 * SECOND);
    terminal.bar(new ProgressBar("rows", 100, 100, ""));
    now.set(90 * SECOND);
    terminal.line("hello");
    assertThat(text().lines().reduce((first, last) -> last))
        .hasValueSatisfying(last -> assertThat(last).endsWith("100/100  10/s in 0:10"));
  }

  @Test
  void speaksSeldomWithoutATerminal() {
    Progress plain = new PlainProgress(stream, now::get);
    for (int done = 0; done <= 100; done++) {
      now.addAndGet(SECOND / 4);
      plain.bar(new ProgressBar("rows", done, 100, ""));
    }
    assertThat(text().lines().count()).isBetween(3L, 5L);
    assertThat(text()).contains("rows: 100/100");
  }

  @Test
  void redrawsItsBarsBelowTheLines() {
    Progress terminal = new TerminalProgress(stream, 60, now::get);
    terminal.bar(new ProgressBar("rows", 1, 2, ""));
    terminal.line("hello");
    terminal.bar(new ProgressBar("rows", 2, 2, "done"));
    assertThat(text()).contains("\u001b[1A").contains("hello\n").contains("2/2  done");
  }

  @Test
  void neverWritesMoreThanTheTerminalIsWide() {
    ProgressBar bar = new ProgressBar("rows", 1, 2, "x".repeat(200));
    assertThat(ProgressBarText.of(bar, "3/s eta 1:00", 80)).hasSize(80);
  }

  @Test
  void writesOneJsonObjectPerEvent() {
    Progress lines = new JsonLinesProgress(stream);
    lines.bar(new ProgressBar("rows", 1, 2, ""));
    lines.bar(new ProgressBar("rows", 1, 2, ""));
    lines.warn("quoted \"text\"");
    assertThat(text().lines())
        .containsExactly(
            "{\"event\":\"progress\",\"name\":\"rows\",\"done\":1,\"total\":2,\"note\":\"\"}",
            "{\"event\":\"warning\",\"text\":\"quoted \\\"text\\\"\"}");
  }

  @Test
  void knowsTerminalsThatCannotRedraw() {
    assertThat(ScreenKind.of(Map.of("TERM", "dumb"), true).terminal()).isFalse();
    assertThat(ScreenKind.of(Map.of("COLUMNS", "120"), true)).isEqualTo(new ScreenKind(true, 120));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
