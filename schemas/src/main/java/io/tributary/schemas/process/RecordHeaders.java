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
 * Adds the headers by which people and their tools see which program wrote a record. No program of
 * a federation acts on them, because they are not signed.
 *
 * <p>A trace is the life of one update or of one version: every record about it carries the same
 * {@code traceparent} (W3C Trace Context), whichever program writes it. Its ids are the first bytes
 * of SHA-256 of federation and name, so that no program has to store them or pass them on.
 *
 * @param federation the federation's name
 * @param writer the program, in one word
 */
public record RecordHeaders(String federation, String writer) {
  /** The value of {@link #WRITER} for a client's worker. */
  public static final String WORKER = "worker";

  /** The value of {@link #WRITER} for the aggregator. */
  public static final String AGGREGATOR = "aggregator";

  /** The value of {@link #WRITER} for the command line, by which people write. */
  public static final String OPERATOR = "operator";

  /** The header that names the program that wrote a record. */
  public static final String WRITER = "tributary-writer";

  /** The header with the {@link CodeVersion} of that program. */
  public static final String VERSION = "tributary-version";

  /** W3C's header of a trace and of the span that caused a record. */
  public static final String TRACE = "traceparent";

  private static final byte[] VERSION_TEXT = CodeVersion.text().getBytes(StandardCharsets.US_ASCII);
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  /** Returns the headers of records that the aggregator writes. */
  public static RecordHeaders ofAggregator(String federation) {
    return new RecordHeaders(federation, AGGREGATOR);
  }

  /** Adds the program that writes the record, and its version. */
  public Headers sign(Headers headers) {
    headers.add(new RecordHeader(WRITER, writer.getBytes(StandardCharsets.US_ASCII)));
    headers.add(new RecordHeader(VERSION, VERSION_TEXT));
    return headers;
  }

  /**
   * Adds the program that writes the record, its version, and the trace that the record belongs to.
   *
   * @param name of an update, {@code ward/0#7}, or key of a version, {@code c0/8}
   */
  public Headers trace(Headers headers, String name) {
    headers.add(new RecordHeader(TRACE, traceparent(name).getBytes(StandardCharsets.US_ASCII)));
    return sign(headers);
  }

  /**
   * Adds the program that writes the record, and its version, to the record's headers; returns the
   * record.
   */
  public <V> ProducerRecord<String, V> sign(ProducerRecord<String, V> record) {
    sign(record.headers());
    return record;
  }

  /** Returns the value of {@link #TRACE} for an update or a version. */
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
