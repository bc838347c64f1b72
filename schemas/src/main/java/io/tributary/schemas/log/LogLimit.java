package io.tributary.schemas.log;

import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * Bounds how often one kind of event is logged that strangers can cause as often as they like: each
 * of the first 20, then one whenever their number has doubled.
 */
public final class LogLimit {
  /** Events that are all logged. */
  static final long FIRST = 20;

  private long count;
  private long next = FIRST * 2;

  /**
   * Counts one more event, and begins its line with how many there were; may be called by several
   * threads.
   *
   * @return a builder at WARN, or one that logs nothing
   */
  public LoggingEventBuilder warn(Logger log) {
    long number = number();
    return number == 0
        ? NOPLoggingEventBuilder.singleton()
        : log.makeLoggingEventBuilder(Level.WARN).addKeyValue(LogKeys.COUNT, number);
  }

  /** The number of the event, from 1; 0 if it is not logged. */
  private synchronized long number() {
    count++;
    if (count > FIRST && count < next) {
      return 0;
    }
    next = count > FIRST ? next * 2 : next;
    return count;
  }
}
