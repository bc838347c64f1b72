package io.tributary.schemas.codec;

import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;

/** What this build reads of records that were written otherwise before; see {@link Fixtures}. */
public final class OlderFixtures {
  private OlderFixtures() {}

  /** As version 6 told it: never changed. */
  static FederationSpec federationSpecV6() {
    return Fixtures.federationSpec().withRevision(0);
  }

  /** As version 5 told it: not signed, of slots that count alike, weighed as they claim. */
  static FederationSpec federationSpecV5() {
    return Fixtures.federationSpec(
        Fixtures.CLUSTERING,
        new NormSettings(64, 4, 2, 0.75, 50, 10),
        Fixtures.MERGE.with(AgreementMode.PROBABILITY).with(PersonalInitMode.SMALL));
  }

  /** As version 4 told it: never regrouped. */
  static FederationSpec federationSpecV4() {
    return Fixtures.federationSpec(
        Fixtures.TASKS,
        new NormSettings(64, 4, 2, 0.75, 50, 10),
        Fixtures.MERGE.with(AgreementMode.PROBABILITY).with(PersonalInitMode.SMALL));
  }

  /** As version 3 told it: without personal starts. */
  static FederationSpec federationSpecV3() {
    return Fixtures.federationSpec(
        Fixtures.TASKS,
        new NormSettings(64, 4, 2, 0.75, 50, 10),
        Fixtures.MERGE.with(AgreementMode.PROBABILITY));
  }

  /** As version 2 told it: without the agreement among contributors. */
  static FederationSpec federationSpecV2() {
    return Fixtures.federationSpec(
        Fixtures.TASKS, new NormSettings(64, 4, 2, 0.75, 50, 10), Fixtures.MERGE);
  }

  /** As version 1 told it: without norms and merge. */
  static FederationSpec federationSpecV1() {
    return Fixtures.federationSpec(Fixtures.TASKS, NormSettings.none(), MergeSettings.defaults());
  }

  /** As version 1 told it: without a vote. */
  static TaskEmbedding taskEmbeddingV1() {
    float[] centroid = {0.25f, -1.5e-7f, 3f};
    return new TaskEmbedding(Fixtures.SLOT, 3, "minilm@9f3c0a1b", 240, centroid, 0.75, Fixtures.AT);
  }

  /** As version 2 told it: not signed. */
  static TaskEmbedding taskEmbeddingV2() {
    TaskEmbedding signed = Fixtures.taskEmbedding();
    return new TaskEmbedding(
        signed.slot(),
        signed.clientSlots(),
        signed.baseModel(),
        signed.samples(),
        signed.centroid(),
        signed.spread(),
        signed.computedAt(),
        signed.vote());
  }

  /** As version 2 told it: not signed. */
  static UpdateManifest updateManifestV2() {
    return Fixtures.updateManifest(4, 1.5);
  }

  /** As version 1 told it: not signed. */
  public static UpdateChunk updateChunkV1() {
    UpdateChunk signed = Fixtures.updateChunk();
    return new UpdateChunk(signed.update(), signed.key(), signed.payload());
  }

  /** As version 2 told it: without its layout. */
  static UpdateChunk updateChunkV2() {
    UpdateChunk chunk = Fixtures.updateChunk();
    return updateChunkV1().with(chunk.seal());
  }

  /** As version 1 told it: without its layout. */
  static AdapterChunk adapterChunkV1() {
    AdapterChunk chunk = Fixtures.adapterChunk();
    return new AdapterChunk(chunk.key(), chunk.version(), chunk.payload());
  }

  /** As version 1 told it: without its layout. */
  static PersonalChunk personalChunkV1() {
    PersonalChunk chunk = Fixtures.personalChunk();
    return new PersonalChunk(
        chunk.update(), chunk.key(), chunk.version(), chunk.globalDigest(), chunk.payload());
  }

  /** As version 1 told it: of slots that are grouped by their text alone. */
  static ClusterState clusterStateV1() {
    return Fixtures.clusterState(0, 0);
  }

  /** As version 1 told it: always of full rank. */
  static UpdateManifest updateManifestV1() {
    return Fixtures.updateManifest(0, 0);
  }

  /** As version 2 told it: never limited. */
  static LedgerEntry ledgerEntryV2() {
    return Fixtures.ledgerEntry(1.25);
  }

  /** As version 1 told it: without the norm. */
  static LedgerEntry ledgerEntryV1() {
    return Fixtures.ledgerEntry(0);
  }

  /** As version 1 told it: without a status. */
  static QuarantineRecord quarantineRecordV1() {
    return Fixtures.quarantineRecord(QuarantineRecord.Status.OPEN);
  }

  /** As version 2 told it: without the agreement among contributors. */
  static AdapterManifest adapterManifestV2() {
    return Fixtures.adapterManifest(Fixtures.PART, List.of());
  }

  /** As version 1 told it: without units and rank. */
  static AdapterManifest adapterManifestV1() {
    return Fixtures.adapterManifest(
        new Contribution(Fixtures.UPDATE, 61_440, 0.5, 1, 0, 0, 0), List.of());
  }
}
