package io.tributary.schemas.codec.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.Fixtures;
import io.tributary.schemas.codec.OlderFixtures;
import io.tributary.schemas.codec.RecordCase;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class UndecodableRecordTest {
  private static final Schema UPDATE_CHUNK = io.tributary.schemas.wire.UpdateChunk.getClassSchema();

  private final SchemaRegistry registry = SchemaRegistry.inMemory("undecodable");
  private final Codecs codecs = Codecs.of(registry, RecordCase.TOPICS);
  private final RecordCodec<UpdateManifest> manifests = codecs.updateManifest();
  private final RecordCodec<UpdateChunk> chunks = codecs.updateChunk();
  private final byte[] manifest = manifests.encode(Fixtures.updateManifest());
  private final byte[] chunk = chunks.encode(OlderFixtures.updateChunkV1());

  @Test
  void saysThatThereIsNoValue() {
    assertThat(found(manifests, null))
        .isEqualTo("not a valid UpdateManifest: has no value (a tombstone)");
  }

  @Test
  void saysHowShortTheFrameIs() {
    assertThat(found(manifests, new byte[] {0, 1}))
        .isEqualTo("not a valid UpdateManifest: has 2 bytes, a framed record has at least 5");
  }

  @Test
  void namesTheWrongMagicByte() {
    assertThat(found(manifests, "{\"json\": true}".getBytes(UTF_8)))
        .isEqualTo(
            "not a valid UpdateManifest: starts with byte 0x7b, a framed record starts with 0x00");
  }

  @Test
  void namesASchemaIdThatTheRegistryDoesNotKnow() {
    byte[] unknown = manifest.clone();
    ByteBuffer.wrap(unknown).putInt(1, 4711);

    assertThat(found(manifests, unknown))
        .isEqualTo(
            "not a valid UpdateManifest: schema id 4711 is none that the schema registry lists for"
                + " topic clinics.adapter-updates");
  }

  @Test
  void takesNoSchemaOfAnotherTopicsSubject() {
    assertThat(found(manifests, chunk))
        .startsWith("not a valid UpdateManifest: schema id ")
        .endsWith(" is none that the schema registry lists for topic clinics.adapter-updates");
  }

  @Test
  void namesTheOtherRecordThatItFound() {
    SchemaRegistry mixed = SchemaRegistry.inMemory("undecodable-mixed");
    Codecs readers = Codecs.of(mixed, RecordCase.TOPICS);
    byte[] other = readers.updateChunk().encode(Fixtures.updateChunk());
    mixed.idOf(RecordCase.TOPICS.adapterUpdates().name(), UPDATE_CHUNK);

    assertThat(found(readers.updateManifest(), other))
        .startsWith("not a valid UpdateManifest: schema id ")
        .endsWith(" is io.tributary.schemas.wire.UpdateChunk");
  }

  @Test
  void refusesASchemaOfTheSameNameThatItCannotRead() {
    Schema alien =
        SchemaBuilder.record("UpdateChunk")
            .namespace("io.tributary.schemas.wire")
            .fields()
            .requiredString("update")
            .endRecord();
    int id = registry.idOf("clinics.update-chunks", alien);
    byte[] frame = ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 0).array();

    assertThat(found(chunks, frame)).contains("schema id " + id + " cannot be read");
  }

  @Test
  void saysThatBytesFollowTheRecord() {
    assertThat(found(manifests, Arrays.copyOf(manifest, manifest.length + 3)))
        .contains("has bytes after the end of a record of schema id ");
  }

  @Test
  void passesOnWhatTheDomainRefuses() {
    byte[] invalid = chunk.clone();
    int hash = new String(chunk, ISO_8859_1).indexOf('#');
    invalid[hash] = '/';

    assertThat(found(chunks, invalid))
        .isEqualTo(
            "not a valid UpdateChunk: has invalid values: update must look like client/0#7, was"
                + " 'clinic-7/2/41'");
  }

  @Test
  void refusesASymbolOfANewerSchema() {
    byte[] unknown = manifest.clone();
    byte[] digests = "0011".getBytes(ISO_8859_1);
    int encoding = indexOf(unknown, digests) - 3;
    assertThat(unknown[encoding]).isEqualTo((byte) 2);
    unknown[encoding] = 0;

    assertThat(found(manifests, unknown))
        .endsWith("PayloadEncoding has a value that only newer versions know");
  }

  @Test
  void refusesASealOfAnythingButDigests() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealedBy(32, 33))
        .withMessage("sealedChunks must be at most 2731 digests of 32 bytes, was 33 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealedBy(64, 32))
        .withMessage("sealedManifest must be at most 1 digests of 32 bytes, was 64 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealedBy(32, 0))
        .withMessage(
            "chunk digests of a seal must be 1 to 2731, those of the largest adapter, were 0");
    assertThat(sealedBy(32, 32).seal()).isPresent();
  }

  /** A chunk whose seal's two fields are of so many bytes. */
  private static UpdateChunk sealedBy(int manifestBytes, int chunksBytes) {
    var mapping = new UpdateChunkMapping();
    var wire = mapping.toWire(Fixtures.updateChunk());
    NamePartsTest.set(wire, "sealedManifest", ByteBuffer.allocate(manifestBytes));
    NamePartsTest.set(wire, "sealedChunks", ByteBuffer.allocate(chunksBytes));
    return mapping.toDomain(wire);
  }

  @Test
  void allocatesNothingForALengthThatIsALie() {
    int payload = indexOf(chunk, new byte[] {1, 0, -1, 127});
    byte[] header = Arrays.copyOf(chunk, payload - 1);
    byte[] lie = Arrays.copyOf(header, header.length + 5);
    byte[] twoGigabytes = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
    System.arraycopy(twoGigabytes, 0, lie, header.length, twoGigabytes.length);

    assertThat(found(chunks, lie)).contains("bytes end inside a record of schema id");
  }

  @Property(tries = 300)
  void everyTruncationIsBadDataAndNeverAnotherError(@ForAll @IntRange(min = 0, max = 999) int cut) {
    byte[] shorter = Arrays.copyOf(manifest, cut % manifest.length);

    assertThat(found(manifests, shorter)).startsWith("not a valid UpdateManifest: ");
  }

  @Property(tries = 1000)
  void randomBodiesAreReadOrAreBadDataAndNeverAnotherError(@ForAll byte[] body) {
    byte[] frame = ByteBuffer.allocate(5 + body.length).put(manifest, 0, 5).put(body).array();
    try {
      assertThat(manifests.decode(frame)).isNotNull();
    } catch (UndecodableRecord e) {
      assertThat(e).hasMessageStartingWith("not a valid UpdateManifest: ");
    }
  }

  private static String found(RecordCodec<?> codec, byte[] bytes) {
    var undecodable = catchThrowableOfType(UndecodableRecord.class, () -> codec.decode(bytes));
    assertThat(undecodable).as("%s bytes", bytes == null ? 0 : bytes.length).isNotNull();
    return undecodable.getMessage();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return new String(bytes, ISO_8859_1).indexOf(new String(part, ISO_8859_1));
  }
}
