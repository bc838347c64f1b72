package io.tributary.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.LogCapture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogLimitTest {
  private static final Logger LOG = LoggerFactory.getLogger(LogLimitTest.class);

  @Test
  void aMillionBadRecordsAreFewLines() {
    try (LogCapture log = LogCapture.of(LogLimitTest.class)) {
      var limit = new LogLimit();
      for (int i = 0; i < 1_000_000; i++) {
        limit.warn(LOG).addKeyValue(LogKeys.OFFSET, i).log("record skipped");
      }
      List<Object> counts =
          log.lines("WARN").stream().map(line -> line.values().get(LogKeys.COUNT)).toList();

      assertThat(counts).hasSize(35).startsWith(1L, 2L, 3L).contains(20L, 40L, 80L, 655_360L);
      assertThat(counts).doesNotContain(21L, 60L);
    }
  }
}
