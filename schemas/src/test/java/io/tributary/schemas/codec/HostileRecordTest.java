package io.tributary.schemas.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.schemas.wire.UpdateManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stranger's schema, or a stranger's bytes, may claim and never get. */
@Timeout(60)
class HostileRecordTest {
  private static final String TOPIC = "clinics.adapter-updates";
  private static final String EVIL = "evil";

  private final SchemaRegistry registry = SchemaRegistry.inMemory("hostile");
  private final Codecs codecs = Codecs.of(registry, RecordCase.TOPICS);

  @Test
  void aSchemaThatContainsItselfIsNotReadThoughTheSubjectListsIt() {
    Schema nest =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"N\",\"namespace\":\"x\",\"fields\":"
                    + "[{\"name\":\"n\",\"type\":[\"null\",\"N\"]}]}");
    byte[] record = withExtra(Schema.createUnion(Schema.create(Schema.Type.NULL), nest), deep());

    assertThat(found(record)).endsWith("is none that the schema registry lists for topic " + TOPIC);
  }

  @Test
  void twoBillionValuesThatTakeNoBytesAreNotCounted() {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));

    assertThat(found(withExtra(nulls, bytes(out -> out.writeLong(Integer.MAX_VALUE)))))
        .contains("bytes end inside a record");
  }

  @Test
  void blocksOfBlocksOfNothingAreNotCountedEither() {
    Schema nested = Schema.createArray(Schema.createArray(Schema.create(Schema.Type.NULL)));
    byte[] claims =
        bytes(
            out -> {
              out.writeLong(100_000);
              for (int block = 0; block < 100_000; block++) {
                out.writeLong(100_000);
                out.writeLong(0);
              }
              out.writeLong(0);
            });

    assertThat(found(withExtra(nested, claims))).contains("more values than its bytes can hold");
  }

  @Test
  void aBlockIsAsLongAsItSays() {
    Schema strings = Schema.createArray(Schema.create(Schema.Type.STRING));
    byte[] lie =
        bytes(
            out -> {
              out.writeLong(-2_000_000_000L);
              out.writeLong(3);
              out.writeFixed(new byte[] {0, 0, 0});
              out.writeLong(0);
            });
    byte[] longer =
        bytes(
            out -> {
              out.writeLong(-1);
              out.writeLong(2);
              out.writeString("");
              out.writeLong(0);
            });

    assertThat(found(withExtra(strings, lie))).contains("bytes end inside a record");
    assertThat(found(withExtra(strings, longer))).contains("a block of another size than it says");
  }

  @Test
  void noLengthLeadsBackwards() {
    assertThat(
            found(withExtra(Schema.create(Schema.Type.STRING), bytes(out -> out.writeLong(-40)))))
        .contains("bytes end inside a record");
    assertThat(found(withExtra(Schema.create(Schema.Type.BYTES), bytes(out -> out.writeLong(-40)))))
        .contains("bytes end inside a record");
  }

  @Test
  void aVersionThatIsListedLaterIsRead() throws UndecodableRecord {
    byte[] today = codecs.updateManifest().encode(Fixtures.updateManifest());
    assertThat(codecs.updateManifest().decode(today)).isEqualTo(Fixtures.updateManifest());

    byte[] tomorrow = withExtra(Schema.create(Schema.Type.LONG), bytes(out -> out.writeLong(7)));

    assertThat(codecs.updateManifest().decode(tomorrow)).isEqualTo(Fixtures.updateManifest());
  }

  /** Counts, sizes and lengths of every magnitude where an array, a map and a text should be. */
  @Property(tries = 500)
  void claimsOfEveryMagnitudeAreReadOrAreBadData(@ForAll long[] numbers) {
    byte[] honest = codecs.workerReport().encode(Fixtures.workerReport());
    byte[] claims =
        bytes(
            out -> {
              for (long number : numbers) {
                out.writeLong(number);
              }
            });
    byte[] frame =
        ByteBuffer.allocate(5 + 16 + claims.length)
            .put(honest, 0, 5)
            .put(bytes(out -> out.writeString("a")))
            .put(bytes(out -> out.writeEnum(1)))
            .put(bytes(out -> out.writeInt(0)))
            .put(claims)
            .array();
    try {
      WorkerReport read = codecs.workerReport().decode(frame);
      assertThat(read.values()).hasSizeLessThan(101);
    } catch (UndecodableRecord e) {
      assertThat(e).hasMessageStartingWith("not a valid WorkerReport: ");
    }
  }

  private static byte[] deep() {
    return "\u0002".repeat(300_000).concat("\u0000").getBytes(UTF_8);
  }

  /** An honest manifest of a later version, whose last field is one that we do not know. */
  private byte[] withExtra(Schema type, byte[] value) {
    Schema ours = UpdateManifest.getClassSchema();
    var fields = SchemaBuilder.record(ours.getName()).namespace(ours.getNamespace()).fields();
    for (Schema.Field field : ours.getFields()) {
      fields = fields.name(field.name()).type(field.schema()).noDefault();
    }
    Schema extended = fields.name(EVIL).type(type).noDefault().endRecord();
    int id = registry.idOf(TOPIC, extended);
    byte[] honest = codecs.updateManifest().encode(Fixtures.updateManifest());
    return ByteBuffer.allocate(honest.length + value.length)
        .put(honest)
        .put(value)
        .putInt(1, id)
        .array();
  }

  private String found(byte[] record) {
    var undecodable =
        catchThrowableOfType(UndecodableRecord.class, () -> codecs.updateManifest().decode(record));
    assertThat(undecodable).isNotNull();
    return undecodable.getMessage();
  }

  private interface Writing {
    void to(BinaryEncoder out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      writing.to(out);
      out.flush();
    } catch (IOException e) {
      throw new AssertionError("a buffer in memory refused bytes", e);
    }
    return bytes.toByteArray();
  }
}
