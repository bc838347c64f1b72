package io.tributary.aggregation.gate;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Updates of one client before the gate, and the federations whose gate it is. */
final class Candidates {
  static final String DIGEST = "0123456789abcdef";
  static final Map<Integer, String> DIGESTS = Map.of(6, "66".repeat(8), 7, DIGEST);

  static FederationSpec spec(WindowSettings window) {
    return Federations.spec(Federations.SMALL, Federations.one(1), window);
  }

  static UpdateGate bounded() {
    return new UpdateGate(
        spec(WindowSettings.rounds().bounded(NormSettings.robust(), WeightSettings.robust())));
  }

  static WindowSettings window(StalenessDiscount staleness, Weighting weighting, double clipNorm) {
    WindowSettings rounds = WindowSettings.rounds();
    return new WindowSettings(
        rounds.close(),
        0,
        rounds.span(),
        rounds.grace(),
        rounds.maxClockSkew(),
        10,
        staleness,
        weighting,
        clipNorm,
        NormSettings.none());
  }

  static AdapterVersion base(int version, String digest) {
    return new AdapterVersion(new ClusterId(0), 1, version, digest);
  }

  static UpdateManifest manifest(long samples, int baseVersion, String digest) {
    return FakeClient.of(spec(WindowSettings.rounds()), "a", 0, 1, samples)
        .update(1, base(baseVersion, digest), 1, new float[20])
        .manifest();
  }

  static ChunkInspected inspection(int index, double squares) {
    UpdateManifest manifest = manifest(100, 7, DIGEST);
    return new ChunkInspected(
        new ClusterId(0),
        manifest.id(),
        index,
        manifest.chunkDigests().get(index),
        80,
        squares,
        RejectReason.NONE,
        "");
  }

  static CandidateUpdate candidate(UpdateManifest manifest, int windowVersion) {
    return new CandidateUpdate(
        manifest,
        FakeClient.NOW,
        List.of(inspection(0, 1)),
        windowVersion,
        7,
        DIGESTS,
        0,
        OptionalDouble.empty(),
        false);
  }

  static CandidateUpdate at(
      Instant recordTime, UpdateManifest manifest, ChunkInspected chunk, long units) {
    return new CandidateUpdate(
        manifest, recordTime, List.of(chunk), 8, 7, DIGESTS, units, OptionalDouble.empty(), false);
  }

  private Candidates() {}
}
