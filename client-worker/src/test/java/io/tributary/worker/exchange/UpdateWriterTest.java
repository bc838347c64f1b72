package io.tributary.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import io.tributary.worker.state.OutgoingUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateWriterTest {
  private static final String FEDERATION = "clinics";

  /** 200,000 floats: two chunks. */
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(8, 16, List.of(new TargetModule("layer.query", 12_500, 12_500)));

  private final Codecs codecs =
      Codecs.of(SchemaRegistry.inMemory("update-writer"), new TopicCatalogue(FEDERATION, 1));
  private final ClientIdentity identity = ClientIdentity.of(new byte[ClientIdentity.SEED_BYTES]);

  @Test
  void anUpdateIsSealedByOneSignature() throws UndecodableRecord {
    OutgoingUpdate update = write(new RecordSigner(Optional.of(identity), FEDERATION));

    UpdateManifest manifest = codecs.updateManifest().decode(update.manifest());
    SignatureWithKey author = manifest.authorship().orElseThrow();
    assertThat(author.key()).isEqualTo(identity.key());
    assertThat(author.isOver(manifest.signedText(FEDERATION))).isTrue();
    assertThat(update.chunks()).hasSize(2);
    for (OutgoingUpdate.Chunk sent : update.chunks()) {
      UpdateChunk chunk = codecs.updateChunk().decode(sent.value());
      UpdateSeal seal = chunk.seal().orElseThrow();
      assertThat(seal.authorship()).isEqualTo(author);
      assertThat(seal.refuse(chunk.key(), Digests.full(chunk.payload()), 2)).isEmpty();
      assertThat(author.isOver(seal.text(FEDERATION, chunk.update(), chunk.key().cluster())))
          .isTrue();
    }
  }

  @Test
  void whereRecordsAreNotSignedNothingIs() throws UndecodableRecord {
    OutgoingUpdate update = write(RecordSigner.NONE);

    assertThat(codecs.updateManifest().decode(update.manifest()).authorship()).isEmpty();
    for (OutgoingUpdate.Chunk sent : update.chunks()) {
      assertThat(codecs.updateChunk().decode(sent.value()).seal()).isEmpty();
    }
  }

  private OutgoingUpdate write(RecordSigner signer) {
    float[] trained = new float[LAYOUT.parameters()];
    trained[AdapterChunks.FLOATS] = 1;
    return new UpdateWriter(codecs, signer)
        .write(
            new UpdateWriter.Trained(
                UpdateId.parse("clinic-7/0#1"),
                AdapterVersion.parse("c3@2.8-9f3c0a1b2c3d4e5f"),
                new LoraAdapter(LAYOUT, new float[LAYOUT.parameters()]),
                new LoraAdapter(LAYOUT, trained),
                0,
                1,
                10,
                Instant.EPOCH,
                new TrainingSummary(10, 1, 0.5, 1000, 2000)));
  }
}
