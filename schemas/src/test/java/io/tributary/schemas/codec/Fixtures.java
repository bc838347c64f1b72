package io.tributary.schemas.codec;

import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignedText;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import io.tributary.schemas.update.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One record of every kind, no field at its zero value. The golden files hold exactly these. */
public final class Fixtures {
  static final Instant AT = Instant.parse("2026-11-20T08:30:15.123Z");
  static final SlotId SLOT = SlotId.parse("clinic-7/2");
  static final UpdateId UPDATE = new UpdateId(SLOT, 41);
  static final ClusterId CLUSTER = new ClusterId(3);
  static final ChunkKey CHUNK = new ChunkKey(CLUSTER, 1);
  static final List<String> DIGESTS = List.of("00112233445566aa", "8899aabbccddeeff");
  private static final String LAYOUT = "2b21e4e116a4130c".repeat(4);
  static final OperatorDecision RULING =
      new OperatorDecision("mira", "sends another hospital's data");
  static final AdapterVersion VERSION = new AdapterVersion(CLUSTER, 2, 8, "9f3c0a1b2c3d4e5f");
  static final Contribution PART = new Contribution(UPDATE, 61_440, 0.5, 1, 122_880, 4, 1.5);

  static final ClusteringSettings TASKS =
      new ClusteringSettings(ClusteringSettings.Mode.TASKS, 4, 8, 1.5, 2, 17);
  static final ClusteringSettings CLUSTERING =
      new ClusteringSettings(ClusteringSettings.Mode.UPDATES, 4, 8, 1.5, 2, 17, 3);

  /** Its private key is 32 bytes of seven: a test's, nobody's. */
  static final ClientIdentity IDENTITY = ClientIdentity.of(filled(ClientIdentity.SEED_BYTES, 7));

  static final ClientKey KEY = IDENTITY.key();
  private static final String FEDERATION = "clinics";

  private Fixtures() {}

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static final MergeSettings MERGE =
      new MergeSettings(
          "multi-krum", 2, 5, 0.5, 64, new OptimizerSettings("fedadam", 0.25, 0.8, 0.95, 1e-4));

  static final List<TensorAgreement> AGREEMENT =
      List.of(
          new TensorAgreement("layer.0.query", AdapterFactor.A, 3_072, 1_843.25, 512, 1.5, 6.0),
          new TensorAgreement("layer.0.query", AdapterFactor.B, 3_000, 2_750.5, 64, 0.75, 0.125));

  static FederationSpec federationSpec() {
    return federationSpec(
            CLUSTERING.withOutlierShare(0.25),
            new NormSettings(64, 4, 2, 0.75, 50, 10, true),
            new WeightSettings(true, 4, 3, 0.25),
            0.75,
            MERGE.with(AgreementMode.PROBABILITY).with(PersonalInitMode.SMALL))
        .with(new MembershipSettings(MembershipSettings.Mode.REGISTERED, 16, 900))
        .withRevision(3);
  }

  static FederationSpec federationSpec(
      ClusteringSettings clustering, NormSettings norms, MergeSettings merge) {
    return federationSpec(clustering, norms, WeightSettings.none(), 1, merge);
  }

  private static FederationSpec federationSpec(
      ClusteringSettings clustering,
      NormSettings norms,
      WeightSettings weights,
      double quorum,
      MergeSettings merge) {
    var layout =
        new AdapterLayout(
            8,
            16,
            List.of(
                new TargetModule("layer.0.query", 384, 384),
                new TargetModule("layer.0.value", 384, 96)));
    var window =
        new WindowSettings(
            WindowSettings.Close.EITHER,
            5,
            Duration.ofMinutes(10),
            Duration.ofMillis(1_500),
            Duration.ofMinutes(5),
            10,
            new StalenessDiscount(StalenessDiscount.Kind.HINGE, 0.5, 4),
            WindowSettings.Weighting.SAMPLES,
            2.5,
            norms,
            weights,
            quorum);
    return new FederationSpec(
        "clinics", "minilm@9f3c0a1b", 384, layout, 42, clustering, window, merge);
  }

  static TaskEmbedding taskEmbedding() {
    float[] centroid = {0.25f, -1.5e-7f, 3f};
    var groupingSignal = new TaskEmbedding.GroupingSignal(6, new float[] {-0.5f, 2e-9f});
    return new TaskEmbedding(SLOT, 3, "minilm@9f3c0a1b", 240, centroid, 0.75, AT, groupingSignal)
        .signedBy(IDENTITY, FEDERATION);
  }

  static ClusterState clusterState() {
    return clusterState(7, 6);
  }

  static ClusterState clusterState(int due, int round) {
    var assignments = new TreeMap<SlotId, ClusterId>();
    assignments.put(SLOT, CLUSTER);
    assignments.put(SlotId.parse("clinic-10/1"), new ClusterId(1));
    return new ClusterState(
        2,
        9,
        "minilm@9f3c0a1b",
        List.of(
            new ClusterCentroid(new ClusterId(1), new float[] {1, 0.5f}, 0.5, due),
            new ClusterCentroid(CLUSTER, new float[] {-1, 2}, 0.25)),
        assignments,
        Set.of(SlotId.parse("clinic-4/1")),
        AT,
        round);
  }

  public static UpdateManifest updateManifest() {
    return updateManifest(4, 1.5).signedBy(IDENTITY, FEDERATION);
  }

  static UpdateManifest updateManifest(int rank, double productNorm) {
    return new UpdateManifest(
        UPDATE,
        VERSION,
        2,
        "0123456789abcdef",
        240,
        AT,
        PayloadEncoding.FLOAT32,
        DIGESTS,
        1.25,
        new TrainingSummary(10, 2.5, 0.125, 123_456_789_012L, 40_960),
        rank,
        productNorm);
  }

  public static UpdateChunk updateChunk() {
    var chunk = new UpdateChunk(UPDATE, CHUNK, new byte[] {1, 0, -1, 127});
    String manifest = updateManifest(4, 1.5).digest(FEDERATION);
    List<String> digests = List.of("5a".repeat(32), Digests.full(chunk.payload()));
    SignedText text = UpdateSeal.text(FEDERATION, UPDATE, CLUSTER, manifest, digests);
    return chunk
        .with(Optional.of(new UpdateSeal(manifest, digests, IDENTITY.sign(text))))
        .ofLayout(LAYOUT);
  }

  public static LedgerEntry ledgerEntry() {
    return ledgerEntry(LedgerEntry.Verdict.LIMITED, 1.25);
  }

  static LedgerEntry ledgerEntry(double norm) {
    return ledgerEntry(LedgerEntry.Verdict.QUARANTINED, norm);
  }

  private static LedgerEntry ledgerEntry(LedgerEntry.Verdict verdict, double norm) {
    return new LedgerEntry(
        UPDATE,
        CLUSTER,
        verdict,
        RejectReason.STALE_BASE,
        "base lags 12 versions, at most 10",
        9,
        61_440,
        0.5,
        12,
        AT,
        norm);
  }

  /** Set aside before its chunks were seen. */
  public static LedgerEntry undecidedEntry() {
    return new LedgerEntry(
        UPDATE,
        CLUSTER,
        LedgerEntry.Verdict.QUARANTINED,
        RejectReason.CHUNK_MISSING,
        "1 of 2 chunks did not come",
        0,
        0,
        1,
        0,
        AT,
        0);
  }

  static QuarantineRecord quarantineRecord() {
    return quarantineRecord(QuarantineRecord.Status.DISCARDED);
  }

  static QuarantineRecord quarantineRecord(QuarantineRecord.Status status) {
    return new QuarantineRecord(
        UPDATE.toString(),
        RejectReason.STALE_BASE,
        "base lags 12 versions, at most 10",
        "clinics.adapter-updates",
        2,
        77,
        new byte[] {0, 0, 0, 0, 5},
        AT,
        status);
  }

  static AdapterManifest adapterManifest() {
    return adapterManifest(PART, AGREEMENT);
  }

  static AdapterManifest adapterManifest(
      Contribution contribution, List<TensorAgreement> agreement) {
    return new AdapterManifest(
        VERSION,
        "fedcba9876543210",
        "0123456789abcdef",
        DIGESTS,
        List.of(contribution),
        AT,
        agreement);
  }

  static AdapterChunk adapterChunk() {
    return new AdapterChunk(CHUNK, 8, new byte[] {4, 3, 2, 1}, Optional.of(LAYOUT));
  }

  static PersonalChunk personalChunk() {
    return new PersonalChunk(
        UPDATE, CHUNK, 8, DIGESTS.get(1), new byte[] {4, 3, 2, 1}, Optional.of(LAYOUT));
  }

  static ClientPolicy clientPolicy() {
    return new ClientPolicy(SLOT.client(), true, RULING, AT);
  }

  static ClientRegistration clientRegistration() {
    return new ClientRegistration(SLOT.client(), KEY, RULING, AT);
  }

  static WorkerReport workerReport() {
    return new WorkerReport(
        new ClientId("clinic-7"),
        WorkerReport.Phase.TRAINING,
        2,
        Map.of("done", 3.0, "total", 10.0, "loss", 0.5),
        AT);
  }
}
