package io.tributary.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object on one line: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code
 * message}, the event's values under {@code fields}, and {@code exception} with its whole text.
 *
 * <p>Logback's own JSON has times as numbers and values as a list of objects with one key each,
 * which no log store takes for fields.
 */
final class JsonLinesEncoder extends EventEncoder {
  @Override
  String text(ILoggingEvent event) {
    var json = new StringBuilder(240);
    json.append("{\"time\":\"").append(time(event));
    json.append("\",\"level\":\"").append(event.getLevel()).append('"');
    field("logger", event.getLoggerName(), json);
    field("thread", event.getThreadName(), json);
    field("message", message(event), json);
    if (event.getKeyValuePairs() != null && !event.getKeyValuePairs().isEmpty()) {
      json.append(",\"fields\":{");
      String separator = "";
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        json.append(separator)
            .append(LogEscapes.json(pair.key))
            .append(':')
            .append(value(pair.value));
        separator = ",";
      }
      json.append('}');
    }
    if (event.getThrowableProxy() != null) {
      field("exception", StackTraces.of(event.getThrowableProxy()), json);
    }
    return json.append("}\n").toString();
  }

  private static void field(String name, String value, StringBuilder json) {
    json.append(",\"").append(name).append("\":").append(LogEscapes.json(String.valueOf(value)));
  }

  /** Numbers and truth values stay what they are; JSON has no NaN and no infinity. */
  private static String value(Object value) {
    boolean number =
        value instanceof Integer
            || value instanceof Long
            || (value instanceof Double real && Double.isFinite(real))
            || (value instanceof Float single && Float.isFinite(single));
    boolean plain = value == null || number || value instanceof Boolean;
    return plain ? String.valueOf(value) : LogEscapes.json(value.toString());
  }
}
