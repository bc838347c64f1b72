package io.tributary.schemas.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.codec.Fixtures;
import io.tributary.schemas.wire.LedgerEntry;
import io.tributary.schemas.wire.PayloadEncoding;
import io.tributary.schemas.wire.UpdateChunk;
import io.tributary.schemas.wire.UpdateManifest;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class NamePartsTest {
  @Test
  void recordsCarryThePartsOfTheirNames() {
    UpdateManifest manifest = manifest();
    UpdateChunk chunk = new UpdateChunkMapping().toWire(Fixtures.updateChunk());

    assertThat(manifest.getClient()).isEqualTo("clinic-7");
    assertThat(manifest.getSlotIndex()).isEqualTo(2);
    assertThat(manifest.getSequence()).isEqualTo(41);
    assertThat(manifest.getCluster()).isEqualTo(3);
    assertThat(manifest.getBaseEpoch()).isEqualTo(2);
    assertThat(manifest.getBaseVersion()).isEqualTo(8);
    assertThat(manifest.getBaseDigest()).isEqualTo("9f3c0a1b2c3d4e5f");
    assertThat(chunk.getEncoding()).isEqualTo(PayloadEncoding.FLOAT32);
    assertThat(chunk.getLayoutDigest()).hasSize(64);
  }

  /** A query engine goes by the parts, the aggregator by the name: both must mean the same. */
  @Test
  void partsThatContradictTheNameAreRefused() {
    refused("client", "clinic-8", "client");
    refused("slotIndex", 3, "slotIndex");
    refused("sequence", 42L, "sequence");
    refused("cluster", 4, "cluster");
    refused("baseEpoch", 1, "epoch");
    refused("baseVersion", 7, "version");
    refused("baseDigest", "0".repeat(16), "digest");
    UpdateChunk chunk = new UpdateChunkMapping().toWire(Fixtures.updateChunk());
    set(chunk, "sequence", 40L);
    assertThatThrownBy(() -> new UpdateChunkMapping().toDomain(chunk))
        .hasMessage("sequence must be that of clinic-7/2#41, was 40");
  }

  @Test
  void aClientMayLeaveThemOut() {
    UpdateManifest bare = manifest();
    Stream.of("client", "slotIndex", "sequence", "cluster", "baseEpoch", "baseVersion")
        .forEach(part -> set(bare, part, null));
    set(bare, "baseDigest", null);

    assertThat(new UpdateManifestMapping().toDomain(bare)).isEqualTo(Fixtures.updateManifest());
  }

  @Test
  void aPayloadOfAnEncodingThatIsNotKnownIsRefused() {
    UpdateChunk chunk = new UpdateChunkMapping().toWire(Fixtures.updateChunk());
    set(chunk, "encoding", PayloadEncoding.UNKNOWN);

    assertThatThrownBy(() -> new UpdateChunkMapping().toDomain(chunk))
        .hasMessageContaining("PayloadEncoding");
  }

  @Test
  void whatDoesNotApplyIsNull() {
    LedgerEntry left = new LedgerEntryMapping().toWire(Fixtures.undecidedEntry());

    assertThat(left.getAcceptedVersion()).isNull();
    assertThat(left.getAcceptedWeight()).isNull();
    assertThat(left.getMeasuredNorm()).isNull();
    assertThat(new LedgerEntryMapping().toWire(Fixtures.ledgerEntry()).getAcceptedVersion())
        .isEqualTo(9);
  }

  private static UpdateManifest manifest() {
    return new UpdateManifestMapping().toWire(Fixtures.updateManifest());
  }

  private static void refused(String field, Object value, String part) {
    UpdateManifest manifest = manifest();
    set(manifest, field, value);
    assertThatThrownBy(() -> new UpdateManifestMapping().toDomain(manifest))
        .as(field)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(part + " must be that of ");
  }

  /** Another value in a record that a stranger wrote. */
  static void set(SpecificRecord record, String field, Object value) {
    record.put(record.getSchema().getField(field).pos(), value);
  }
}
