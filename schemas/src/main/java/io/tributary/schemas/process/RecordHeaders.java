package io.tributary.schemas.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Headers of what a program of a federation writes, for people and their tools: nothing of ours
 * goes by them, as nobody signs them.
 *
 * <p>A trace is the life of one update or of one version: whatever is written about it, by
 * whomever, carries the same {@code traceparent} (W3C Trace Context). Its ids are the first bytes
 * of SHA-256 of federation and name, so that nobody has to remember or to pass them on.
 *
 * @param federation whose topics
 * @param writer which program, in one word
 */
public record RecordHeaders(String federation, String writer) {
  /** Clients' workers. */
  public static final String WORKER = "worker";

  /** The aggregator. */
  public static final String AGGREGATOR = "aggregator";

  /** People, by the command line. */
  public static final String OPERATOR = "operator";

  /** Header with the program that wrote a record. */
  public static final String WRITER = "tributary-writer";

  /** Header with its {@link CodeVersion}. */
  public static final String VERSION = "tributary-version";

  /** W3C's header of a trace and the span that caused a record. */
  public static final String TRACE = "traceparent";

  private static final byte[] VERSION_TEXT = CodeVersion.text().getBytes(StandardCharsets.US_ASCII);
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  /** The headers of records that the aggregator writes. */
  public static RecordHeaders ofAggregator(String federation) {
    return new RecordHeaders(federation, AGGREGATOR);
  }

  /** Adds who wrote it. */
  public Headers sign(Headers headers) {
    headers.add(new RecordHeader(WRITER, writer.getBytes(StandardCharsets.US_ASCII)));
    headers.add(new RecordHeader(VERSION, VERSION_TEXT));
    return headers;
  }

  /**
   * Adds who wrote it, and the trace that it belongs to.
   *
   * @param name of an update, {@code ward/0#7}, or key of a version, {@code c0/8}
   */
  public Headers trace(Headers headers, String name) {
    headers.add(new RecordHeader(TRACE, traceparent(name).getBytes(StandardCharsets.US_ASCII)));
    return sign(headers);
  }

  /** The record, with who wrote it. */
  public <V> ProducerRecord<String, V> sign(ProducerRecord<String, V> record) {
    sign(record.headers());
    return record;
  }

  /** The value of {@link #TRACE} for an update or a version. */
  public String traceparent(String name) {
    byte[] ids = sha256().digest((federation + " " + name).getBytes(StandardCharsets.UTF_8));
    HexFormat hex = HexFormat.of();
    return "00-"
        + hex.formatHex(ids, 0, TRACE_BYTES)
        + "-"
        + hex.formatHex(Arrays.copyOfRange(ids, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES))
        + "-01";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
