package io.tributary.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.event.KeyValuePair;

/**
 * One readable line: {@code 2026-12-01T03:12:00.123Z INFO io.tributary.x.Y message key=value}, then
 * the exception, if there is one.
 */
final class TextEncoder extends EventEncoder {
  @Override
  String text(ILoggingEvent event) {
    var line = new StringBuilder(160);
    line.append(time(event)).append(' ').append(event.getLevel());
    line.append(event.getLevel().toString().length() < 5 ? "  " : " ");
    line.append(event.getLoggerName()).append(' ').append(LogEscapes.line(message(event)));
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        line.append(' ').append(LogEscapes.line(pair.key)).append('=');
        line.append(LogEscapes.value(String.valueOf(pair.value)));
      }
    }
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(StackTraces.of(event.getThrowableProxy()));
    }
    return line.toString();
  }
}
