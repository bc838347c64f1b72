package io.tributary.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Collects what one class logs, from DEBUG on, until it is closed. */
public final class LogCapture implements AutoCloseable {
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level before;
  private final Collector collector = new Collector(lines);

  /**
   * One event.
   *
   * @param level in capitals
   * @param message a constant phrase
   * @param values by key, in the order of the statement
   */
  public record Line(String level, String message, Map<String, Object> values) {}

  private LogCapture(Logger logger) {
    this.logger = logger;
    before = logger.getLevel();
  }

  /** Collects from now on. */
  public static LogCapture of(Class<?> type) {
    var capture = new LogCapture((Logger) LoggerFactory.getLogger(type));
    capture.logger.setLevel(Level.DEBUG);
    capture.collector.start();
    capture.logger.addAppender(capture.collector);
    return capture;
  }

  /** Returns the lines that were logged so far. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Returns the lines that were logged so far at a level. */
  public List<Line> lines(String level) {
    return lines.stream().filter(line -> line.level().equals(level)).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(collector);
    logger.setLevel(before);
  }

  private static final class Collector extends AppenderBase<ILoggingEvent> {
    private final List<Line> lines;

    Collector(List<Line> lines) {
      this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
      var values = new LinkedHashMap<String, Object>();
      if (event.getKeyValuePairs() != null) {
        for (KeyValuePair pair : event.getKeyValuePairs()) {
          values.put(pair.key, pair.value);
        }
      }
      lines.add(new Line(event.getLevel().toString(), event.getMessage(), values));
    }
  }
}
