package io.tributary.schemas.codec;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaSubject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The bytes of every version of every record, without the frame's five bytes, and the schemas that
 * they were written with. Written once, by {@link #main}, when a record or its version is new; a
 * released file is never written again.
 */
final class GoldenFiles {
  private GoldenFiles() {}

  static byte[] body(byte[] framed) {
    return Arrays.copyOfRange(framed, AvroCodec.HEADER_BYTES, framed.length);
  }

  static byte[] read(String resource) throws IOException {
    try (InputStream in = GoldenFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing: run GoldenFiles.main for a new record");
      }
      return in.readAllBytes();
    }
  }

  static String golden(RecordCase<?> record) {
    return "/golden/" + record + ".bin";
  }

  static String released(RecordCase<?> record) {
    return released(record.subject(), record.version());
  }

  static String released(SchemaSubject subject, int version) {
    return "/released/v" + version + "/" + subject.schema().getName() + ".avsc";
  }

  static Schema schema(String resource) throws IOException {
    return new Schema.Parser().parse(new String(read(resource), StandardCharsets.UTF_8));
  }

  /** Writes the files that do not exist yet; the argument is the folder of test resources. */
  public static void main(String[] args) throws IOException {
    Path resources = Path.of(args[0]);
    for (RecordCase<?> record : RecordCase.all(SchemaRegistry.inMemory("golden-files"))) {
      writeNew(Path.of(resources + golden(record)), body(record.encode()));
      String text = SchemaFormatter.format("json/pretty", record.subject().schema()) + "\n";
      writeNew(Path.of(resources + released(record)), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void writeNew(Path file, byte[] bytes) throws IOException {
    if (Files.notExists(file)) {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    }
  }
}
