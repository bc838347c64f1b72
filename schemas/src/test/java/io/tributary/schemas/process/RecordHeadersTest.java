package io.tributary.schemas.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class RecordHeadersTest {
  private static final RecordHeaders WORKER = new RecordHeaders("clinics", "worker");
  private static final RecordHeaders AGGREGATOR = new RecordHeaders("clinics", "aggregator");

  @Test
  void whatIsWrittenAboutAnUpdateIsOneTraceWhoeverWritesIt() {
    String sent = WORKER.traceparent("ward/0#7");

    assertThat(sent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(AGGREGATOR.traceparent("ward/0#7")).isEqualTo(sent);
    assertThat(WORKER.traceparent("ward/0#8")).isNotEqualTo(sent);
    assertThat(new RecordHeaders("banks", "worker").traceparent("ward/0#7")).isNotEqualTo(sent);
  }

  /** As sha256sum says of {@code clinics ward/0#7}: whoever reads the contract computes it, too. */
  @Test
  void theTraceIsTheNamesDigest() {
    assertThat(WORKER.traceparent("ward/0#7"))
        .isEqualTo("00-94bd72e495a6a5f1c31ba4da6e2044e8-ec50d23479353887-01");
  }

  @Test
  void headersNameTheWriterAndItsCode() {
    Headers headers =
        AGGREGATOR.trace(new org.apache.kafka.common.header.internals.RecordHeaders(), "c0/8");

    assertThat(StreamSupport.stream(headers.spliterator(), false).map(Header::key))
        .containsExactly(RecordHeaders.TRACE, RecordHeaders.WRITER, RecordHeaders.VERSION);
    assertThat(text(headers, RecordHeaders.WRITER)).isEqualTo("aggregator");
    assertThat(text(headers, RecordHeaders.VERSION)).isEqualTo(CodeVersion.text());
  }

  private static String text(Headers headers, String key) {
    return new String(headers.lastHeader(key).value(), StandardCharsets.US_ASCII);
  }
}
