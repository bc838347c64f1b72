package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.wire.ClusteringMode;
import io.tributary.schemas.wire.DiscountKind;
import io.tributary.schemas.wire.WindowClose;
import java.time.Duration;

/** Maps the settings inside a federation's contract. */
final class SettingsMapping {
  private SettingsMapping() {}

  static io.tributary.schemas.wire.ClusteringSettings toWire(ClusteringSettings value) {
    return io.tributary.schemas.wire.ClusteringSettings.newBuilder()
        .setMode(ClusteringMode.valueOf(value.mode().name()))
        .setClusters(value.clusters())
        .setBootstrapClients(value.bootstrapClients())
        .setJoinFactor(value.joinFactor())
        .setNewClusterSlots(value.newClusterSlots())
        .setSeed(value.seed())
        .setRegroupRound(value.regroupRound())
        .setOutlierShare(value.outlierShare())
        .build();
  }

  static ClusteringSettings toDomain(io.tributary.schemas.wire.ClusteringSettings wire) {
    return new ClusteringSettings(
        WireValues.symbol(Mode.class, wire.getMode()),
        wire.getClusters(),
        wire.getBootstrapClients(),
        wire.getJoinFactor(),
        wire.getNewClusterSlots(),
        wire.getSeed(),
        wire.getRegroupRound(),
        wire.getOutlierShare());
  }

  static io.tributary.schemas.wire.WindowSettings toWire(WindowSettings value) {
    return io.tributary.schemas.wire.WindowSettings.newBuilder()
        .setClose(WindowClose.valueOf(value.close().name()))
        .setMinUpdates(value.minUpdates())
        .setSpanMillis(value.span().toMillis())
        .setGraceMillis(value.grace().toMillis())
        .setMaxClockSkewMillis(value.maxClockSkew().toMillis())
        .setMaxStaleness(value.maxStaleness())
        .setStaleness(toWire(value.staleness()))
        .setWeighting(io.tributary.schemas.wire.Weighting.valueOf(value.weighting().name()))
        .setClipNorm(value.clipNorm())
        .setNorms(toWire(value.norms()))
        .setWeights(toWire(value.weights()))
        .setQuorum(value.quorum())
        .build();
  }

  static WindowSettings toDomain(io.tributary.schemas.wire.WindowSettings wire) {
    return new WindowSettings(
        WireValues.symbol(Close.class, wire.getClose()),
        wire.getMinUpdates(),
        Duration.ofMillis(wire.getSpanMillis()),
        Duration.ofMillis(wire.getGraceMillis()),
        Duration.ofMillis(wire.getMaxClockSkewMillis()),
        wire.getMaxStaleness(),
        new StalenessDiscount(
            WireValues.symbol(StalenessDiscount.Kind.class, wire.getStaleness().getKind()),
            wire.getStaleness().getA(),
            wire.getStaleness().getB()),
        WireValues.symbol(Weighting.class, wire.getWeighting()),
        wire.getClipNorm(),
        toDomain(wire.getNorms()),
        toDomain(wire.getWeights()),
        wire.getQuorum());
  }

  private static io.tributary.schemas.wire.WeightSettings toWire(WeightSettings value) {
    return new io.tributary.schemas.wire.WeightSettings(
        value.announced(), value.capFactor(), value.newcomerVersions(), value.newcomerShare());
  }

  private static WeightSettings toDomain(io.tributary.schemas.wire.WeightSettings wire) {
    return new WeightSettings(
        wire.getAnnounced(),
        wire.getCapFactor(),
        wire.getNewcomerVersions(),
        wire.getNewcomerShare());
  }

  private static io.tributary.schemas.wire.NormSettings toWire(NormSettings value) {
    return new io.tributary.schemas.wire.NormSettings(
        value.max(),
        value.boundFactor(),
        value.clipFactor(),
        value.quantile(),
        value.remembered(),
        value.minimum(),
        value.atClose());
  }

  private static NormSettings toDomain(io.tributary.schemas.wire.NormSettings wire) {
    return new NormSettings(
        wire.getMax(),
        wire.getBoundFactor(),
        wire.getClipFactor(),
        wire.getQuantile(),
        wire.getRemembered(),
        wire.getMinimum(),
        wire.getAtClose());
  }

  static io.tributary.schemas.wire.MergeSettings toWire(MergeSettings value) {
    OptimizerSettings optimizer = value.optimizer();
    return new io.tributary.schemas.wire.MergeSettings(
        value.strategy(),
        value.byzantine(),
        value.kept(),
        value.mixing(),
        value.maxBufferedUpdates(),
        new io.tributary.schemas.wire.OptimizerSettings(
            optimizer.name(),
            optimizer.learningRate(),
            optimizer.beta1(),
            optimizer.beta2(),
            optimizer.tau()),
        io.tributary.schemas.wire.AgreementMode.valueOf(value.agreement().name()),
        io.tributary.schemas.wire.PersonalMode.valueOf(value.personal().name()));
  }

  static MergeSettings toDomain(io.tributary.schemas.wire.MergeSettings wire) {
    var optimizer = wire.getOptimizer();
    return new MergeSettings(
        wire.getStrategy(),
        wire.getByzantine(),
        wire.getKept(),
        wire.getMixing(),
        wire.getMaxBufferedUpdates(),
        new OptimizerSettings(
            optimizer.getName(),
            optimizer.getLearningRate(),
            optimizer.getBeta1(),
            optimizer.getBeta2(),
            optimizer.getTau()),
        WireValues.symbol(AgreementMode.class, wire.getAgreement()),
        WireValues.symbol(PersonalInitMode.class, wire.getPersonal()));
  }

  static io.tributary.schemas.wire.MembershipSettings toWire(MembershipSettings value) {
    return new io.tributary.schemas.wire.MembershipSettings(
        io.tributary.schemas.wire.MembershipMode.valueOf(value.mode().name()),
        value.maxClientSlots(),
        value.maxMembers());
  }

  static MembershipSettings toDomain(io.tributary.schemas.wire.MembershipSettings wire) {
    return new MembershipSettings(
        WireValues.symbol(MembershipSettings.Mode.class, wire.getMode()),
        wire.getMaxClientSlots(),
        wire.getMaxMembers());
  }

  private static io.tributary.schemas.wire.StalenessDiscount toWire(StalenessDiscount value) {
    return new io.tributary.schemas.wire.StalenessDiscount(
        DiscountKind.valueOf(value.kind().name()), value.a(), value.b());
  }
}
