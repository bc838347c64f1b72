package io.tributary.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class EncoderTest {
  private static final String HOSTILE = "x\n2026 ERROR forged\u001b[2J\u202e\u0085\ud800\"\\";

  private final LoggerContext loggers = new LoggerContext();

  @Test
  void textIsOneReadableLine() {
    assertThat(text(event(Level.INFO, "version published", "clusterId", "c0", "version", 7)))
        .isEqualTo(
            "2026-12-01T03:12:00.123Z INFO  io.tributary.X version published clusterId=c0"
                + " version=7\n");
    assertThat(text(event(Level.ERROR, "no", "reason", "two words", "empty", "", "none", null)))
        .endsWith("ERROR io.tributary.X no reason=\"two words\" empty=\"\" none=null\n");
  }

  /** Values come from hostile clients, and so do messages of exceptions. */
  @Test
  void nobodyForgesALine() {
    LoggingEvent event = event(Level.WARN, "record skipped", "error", HOSTILE);
    String line = text(event);

    assertThat(line)
        .isEqualTo(
            "2026-12-01T03:12:00.123Z WARN  io.tributary.X record skipped"
                + " error=\"x\\n2026 ERROR forged\\u001b[2J\\u202e\\u0085\\ud800\\\"\\\\\"\n");
    event = thrown(new IllegalStateException(HOSTILE, new RuntimeException("inner\nforged")));
    assertThat(text(event).lines())
        .anyMatch(one -> one.startsWith("java.lang.IllegalStateException: x\\n2026 ERROR forged"))
        .anyMatch(one -> one.equals("Caused by: java.lang.RuntimeException: inner\\nforged"))
        .noneMatch(one -> one.startsWith("2026 ERROR") || one.startsWith("forged"));
  }

  @Test
  void jsonIsOneObjectOnALine() throws Exception {
    LoggingEvent event =
        event(Level.INFO, "round trained", "loss", 0.5f, "version", 7L, "nan", Double.NaN);
    event.addKeyValuePair(new KeyValuePair("error", HOSTILE));
    event.addKeyValuePair(new KeyValuePair("none", null));
    JsonNode json = json(event);

    assertThat(json.path("time").asText()).isEqualTo("2026-12-01T03:12:00.123Z");
    assertThat(json.path("level").asText()).isEqualTo("INFO");
    assertThat(json.path("logger").asText()).isEqualTo("io.tributary.X");
    assertThat(json.path("thread").asText()).isEqualTo("stream-1");
    assertThat(json.path("message").asText()).isEqualTo("round trained");
    assertThat(json.path("fields").path("loss").doubleValue()).isEqualTo(0.5);
    assertThat(json.path("fields").path("version").longValue()).isEqualTo(7);
    assertThat(json.path("fields").path("nan").textValue()).isEqualTo("NaN");
    assertThat(json.path("fields").path("none").isNull()).isTrue();
    assertThat(json.path("fields").path("error").textValue()).startsWith("x\n2026 ERROR forged");
    assertThat(json.has("exception")).isFalse();
  }

  @Test
  void jsonHasTheWholeException() throws Exception {
    JsonNode json = json(thrown(new IllegalStateException("top", new RuntimeException("inner"))));

    assertThat(json.path("exception").asText())
        .startsWith("java.lang.IllegalStateException: top\n\tat ")
        .contains("\nCaused by: java.lang.RuntimeException: inner\n");
    assertThat(json.has("fields")).isFalse();
  }

  private JsonNode json(ILoggingEvent event) throws Exception {
    String line = new String(new JsonLinesEncoder().encode(event), StandardCharsets.UTF_8);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    return new ObjectMapper().readTree(line);
  }

  private static String text(ILoggingEvent event) {
    return new String(new TextEncoder().encode(event), StandardCharsets.UTF_8);
  }

  private LoggingEvent thrown(Throwable cause) {
    var event =
        new LoggingEvent("x", loggers.getLogger("io.tributary.X"), Level.ERROR, "no", cause, null);
    event.setTimeStamp(1_796_094_720_123L);
    event.setThreadName("stream-1");
    return event;
  }

  private LoggingEvent event(Level level, String message, Object... pairs) {
    var event =
        new LoggingEvent("x", loggers.getLogger("io.tributary.X"), level, message, null, null);
    event.setTimeStamp(1_796_094_720_123L);
    event.setThreadName("stream-1");
    for (int at = 0; at < pairs.length; at += 2) {
      event.addKeyValuePair(new KeyValuePair((String) pairs[at], pairs[at + 1]));
    }
    return event;
  }
}
