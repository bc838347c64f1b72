package io.tributary.schemas.contract;

import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.settings.DurationForm;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists every value of a contract, in the order in which people read it. */
public final class ContractKeys {
  private static final List<ContractKey> ALL = all();

  private ContractKeys() {}

  /** Returns all keys; the keys of a section are adjacent. */
  public static List<ContractKey> list() {
    return ALL;
  }

  /** Returns the values of a contract by name, in the order of the keys. */
  public static Map<String, String> values(FederationSpec spec) {
    var values = new LinkedHashMap<String, String>();
    ALL.forEach(key -> values.put(key.name(), key.value().apply(spec)));
    return values;
  }

  /** Returns the keys whose values differ between two contracts. */
  public static List<ContractKey> differences(FederationSpec one, FederationSpec other) {
    return ALL.stream()
        .filter(key -> !key.value().apply(one).equals(key.value().apply(other)))
        .toList();
  }

  private static List<ContractKey> all() {
    var keys = new ArrayList<ContractKey>();
    new ContractSection("base-model", keys)
        .fixed("id", "name and digest of the frozen model", FederationSpec::baseModel)
        .fixed("embedding-size", "width of its embeddings", spec -> text(spec.embeddingSize()));
    new ContractSection("adapter", keys)
        .fixed("rank", "of the LoRA factors", spec -> text(spec.layout().rank()))
        .fixed("alpha", "the scale is alpha / rank", spec -> text(spec.layout().alpha()))
        .fixed(
            "sites",
            "adapted layers, each NAME:INPUTS:OUTPUTS",
            spec ->
                spec.layout().targetModules().stream()
                    .map(ContractKeys::text)
                    .collect(Collectors.joining(",")))
        .fixed("seed", "of version 0; within 53 bits, as JSON has it", spec -> text(spec.seed()));
    clustering(new ContractSection("clustering", keys).of(FederationSpec::clustering));
    window(new ContractSection("window", keys).of(FederationSpec::window));
    norms(new ContractSection("window", keys).of(spec -> spec.window().norms()));
    weights(new ContractSection("window", keys).of(spec -> spec.window().weights()));
    merge(new ContractSection("merge", keys).of(FederationSpec::merge));
    new ContractSection("membership", keys)
        .changeable(
            "mode",
            "open: a client's first key is its own; registered: operators give keys; unsigned",
            spec -> text(spec.membership().mode()))
        .changeable(
            "max-client-slots",
            "slots of one client; 0: no bound",
            spec -> text(spec.membership().maxClientSlots()))
        .changeable(
            "max-members",
            "slots of all clients; 0: no bound",
            spec -> text(spec.membership().maxMembers()));
    return List.copyOf(keys);
  }

  private static void clustering(ContractSection.Part<ClusteringSettings> part) {
    part.fixed(
            "mode",
            "what becomes a cluster: tasks (FedRouter), one, per-client, updates, losses",
            settings -> text(settings.mode()))
        .fixed("clusters", "K; 0: chosen by silhouette", settings -> text(settings.clusters()))
        .fixed(
            "bootstrap-clients",
            "clients that must have announced all their slots before epoch 1",
            settings -> text(settings.bootstrapClients()))
        .changeable(
            "join-factor",
            "a late slot joins the nearest cluster within so many of its radii",
            settings -> text(settings.joinFactor()))
        .changeable(
            "new-cluster-slots",
            "parked slots, mutually close, that start a new epoch",
            settings -> text(settings.newClusterSlots()))
        .fixed("seed", "of k-means", settings -> text(settings.seed()))
        .fixed(
            "regroup-round",
            "rounds after which mode updates groups slots anew; 0 in other modes",
            settings -> text(settings.regroupRound()))
        .changeable(
            "outlier-share",
            "share of clients that must not decide how others are grouped, in [0, 0.5)",
            settings -> text(settings.outlierShare()));
  }

  private static void window(ContractSection.Part<WindowSettings> part) {
    part.changeable(
            "close",
            "when a window closes: count, time, either, both",
            settings -> text(settings.close()))
        .changeable(
            "min-updates",
            "updates that satisfy the count; 0: all expected slots have reported",
            settings -> text(settings.minUpdates()))
        .changeable(
            "span",
            "time from a window's first update that satisfies the time",
            settings -> text(settings.span()))
        .changeable("grace", "added to the span", settings -> text(settings.grace()))
        .changeable(
            "max-clock-skew",
            "by which a client's clock may run ahead of the broker's",
            settings -> text(settings.maxClockSkew()))
        .changeable(
            "max-staleness",
            "versions that an update's base may lag behind",
            settings -> text(settings.maxStaleness()))
        .changeable(
            "staleness",
            "discount of lagging updates: constant, polynomial, hinge",
            settings -> text(settings.staleness().kind()))
        .changeable(
            "staleness-a",
            "its exponent (polynomial) or slope (hinge)",
            settings -> text(settings.staleness().a()))
        .changeable(
            "staleness-b",
            "lag up to which the hinge is 1",
            settings -> text(settings.staleness().b()))
        .changeable(
            "weighting",
            "what an update's weight counts: samples, uniform",
            settings -> text(settings.weighting()))
        .changeable(
            "clip-norm",
            "L2 norm to which larger updates are scaled down; 0: none",
            settings -> text(settings.clipNorm()))
        .changeable(
            "quorum",
            "share of the expected slots that is enough while all others are absent, in (0, 1]",
            settings -> text(settings.quorum()));
  }

  private static void norms(ContractSection.Part<NormSettings> part) {
    part.changeable(
            "max-norm",
            "L2 norm above which updates are quarantined; 0: none",
            settings -> text(settings.max()))
        .changeable(
            "norm-bound-factor",
            "times the usual norm, above which updates are quarantined; 0: none",
            settings -> text(settings.boundFactor()))
        .changeable(
            "norm-clip-factor",
            "times the usual norm, to which larger updates are scaled down; 0: none",
            settings -> text(settings.clipFactor()))
        .changeable(
            "norm-quantile",
            "of the remembered norms that is the usual one, in (0, 1]",
            settings -> text(settings.quantile()))
        .changeable(
            "norm-remembered",
            "norms, or windows if decided at the close, that a cluster remembers",
            settings -> text(settings.remembered()))
        .changeable(
            "norm-minimum",
            "of them before the usual norm is known",
            settings -> text(settings.minimum()))
        .changeable(
            "norms-at-close",
            "whether norms are bounded when a window closes, its own among them",
            settings -> Boolean.toString(settings.atClose()));
  }

  private static void weights(ContractSection.Part<WeightSettings> part) {
    part.changeable(
            "announced-samples",
            "whether updates may claim no more samples than their slots announced",
            settings -> Boolean.toString(settings.announced()))
        .changeable(
            "weight-cap-factor",
            "times a window's median weight, above which no update weighs more; 0: none",
            settings -> text(settings.capFactor()))
        .changeable(
            "newcomer-versions",
            "versions that a slot contributes to before it is new no longer; 0: none is new",
            settings -> text(settings.newcomerVersions()))
        .changeable(
            "newcomer-share",
            "of a window's weight that all new slots have together, in (0, 1]",
            settings -> text(settings.newcomerShare()));
  }

  private static void merge(ContractSection.Part<MergeSettings> part) {
    part.fixed("strategy", "name of the merge strategy", MergeSettings::strategy)
        .fixed(
            "byzantine",
            "f: updates of a window that may be arbitrarily wrong",
            settings -> text(settings.byzantine()))
        .fixed(
            "kept", "m: updates that multi-krum keeps; 0: n - f", settings -> text(settings.kept()))
        .fixed("mixing", "alpha of fedasync", settings -> text(settings.mixing()))
        .fixed(
            "max-buffered-updates",
            "that a window of a buffered strategy may hold",
            settings -> text(settings.maxBufferedUpdates()))
        .fixed(
            "optimizer",
            "takes the merged step: none, fedavgm, fedadam, fedyogi, fedadagrad",
            settings -> settings.optimizer().name())
        .fixed(
            "learning-rate",
            "of the optimizer",
            settings -> text(settings.optimizer().learningRate()))
        .fixed("beta1", "decay of its first moment", settings -> text(settings.optimizer().beta1()))
        .fixed(
            "beta2", "decay of its second moment", settings -> text(settings.optimizer().beta2()))
        .fixed("tau", "its degree of adaptivity", settings -> text(settings.optimizer().tau()))
        .fixed(
            "agreement",
            "among contributors: off, plain (published), probability, gsnr (scale the step)",
            settings -> text(settings.agreement()))
        .fixed(
            "personal",
            "whether contributors' next starts are published: off, never, small, always",
            settings -> text(settings.personal()));
  }

  private static String text(long number) {
    return Long.toString(number);
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** Returns the digits of the float itself, not those of the double that it converts to. */
  private static String text(float number) {
    return number == Math.rint(number) && Math.abs(number) < 1e6
        ? Long.toString((long) number)
        : Float.toString(number);
  }

  private static String text(Duration time) {
    return DurationForm.of(time);
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(TargetModule targetModule) {
    return targetModule.name() + ":" + targetModule.inputs() + ":" + targetModule.outputs();
  }
}
