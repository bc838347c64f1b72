package io.tributary.infra.experiment.plan;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Lists every method that an experiment can name. */
public final class Methods {
  private static final String ROUTER_PAPER = "FedRouter, arXiv 2604.00050";
  private static final String ALIGN_PAPER = "pFLAlign, arXiv 2605.02143";

  private static final String DPA_PAPER = "FedDPA, Yang et al. 2024";

  private static final MethodDefinition ROUTER =
      MethodDefinition.named("fedrouter-global", ROUTER_PAPER).routed();

  private static final MethodDefinition ALIGNED_ROUTER =
      MethodDefinition.named("fedrouter+pflalign", ROUTER_PAPER + " and " + ALIGN_PAPER)
          .routed()
          .locally("pflalign")
          .answeredBy(ServingMode.PERSONAL_GLOBAL);

  private static final MethodDefinition DPA_IN_TURN =
      MethodDefinition.named("feddpa-t", DPA_PAPER + ", both adapters in every round")
          .locally("feddpa-t")
          .inHalfSteps()
          .answeredBy(ServingMode.WEIGHTED_CLUSTER);

  private static final MethodDefinition DPA_AFTERWARDS =
      MethodDefinition.named("feddpa-f", DPA_PAPER + ", the own adapter afterwards")
          .locally("feddpa-f")
          .answeredBy(ServingMode.WEIGHTED_CLUSTER);

  private static final MethodDefinition ALIGNED =
      MethodDefinition.named("pflalign-common", ALIGN_PAPER).locally("pflalign");

  private static final List<MethodDefinition> ALL =
      List.of(
          MethodDefinition.named("base", "the frozen model").untrained(),
          MethodDefinition.named("local", "no federation")
              .grouped(Mode.PER_CLIENT)
              .answeredBy(ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          MethodDefinition.named("fedit", "FedIT, Zhang et al. 2024"),
          MethodDefinition.named("fedprox", "FedProx, Li et al. 2020").locally("fedprox"),
          MethodDefinition.named("scaffold", "SCAFFOLD, Karimireddy et al. 2020")
              .locally("scaffold"),
          MethodDefinition.named("ditto", "Ditto, Li et al. 2021")
              .locally("ditto")
              .inHalfSteps()
              .answeredBy(ServingMode.PERSONAL),
          MethodDefinition.named("ffa-lora", "FFA-LoRA, Sun et al. 2024")
              .locally("ffa-lora")
              .merged("ffa"),
          MethodDefinition.named("fedsa-lora", "FedSA-LoRA, Guo et al. 2025")
              .locally("fedsa-lora")
              .merged("fedsa")
              .answeredBy(ServingMode.PERSONAL),
          MethodDefinition.named("fedcluster", "FedCluster, as in FedRouter's code")
              .grouped(Mode.UPDATES)
              .answeredBy(ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          MethodDefinition.named("ifca", "IFCA, Ghosh et al. 2020")
              .grouped(Mode.LOSSES)
              .answeredBy(ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          MethodDefinition.named("zero-padded-mean", "changes padded with zeros, ours")
              .merged("zero-padded-mean"),
          MethodDefinition.named("zero-padded-adapters", "zero padding, as in HetLoRA")
              .merged("zero-padded-adapters"),
          MethodDefinition.named("rank-masked-mean", "FedIT by rank component")
              .merged("rank-masked-mean"),
          MethodDefinition.named("hetlora", "HetLoRA's weights on changes, ours").merged("hetlora"),
          MethodDefinition.named("hetlora-adapters", "HetLoRA, Cho et al. 2024")
              .locally("hetlora")
              .merged("hetlora-adapters"),
          MethodDefinition.named("flexlora", "FlexLoRA, Bai et al. 2024").merged("flexlora"),
          DPA_IN_TURN,
          DPA_IN_TURN.deployed("feddpa-t-weighted-own", ServingMode.WEIGHTED_PERSONAL),
          DPA_AFTERWARDS,
          DPA_AFTERWARDS.deployed("feddpa-f-weighted-own", ServingMode.WEIGHTED_PERSONAL),
          MethodDefinition.named("fedalt", "FedALT, Bian et al. 2025")
              .locally("fedalt")
              .answeredBy(ServingMode.GATED),
          ROUTER,
          ROUTER.deployed("fedrouter-local", ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          ROUTER.deployed("fedrouter-local-centroid", ServingMode.LOCAL_BY_LOCAL_CENTROID),
          ROUTER.deployed("fedrouter-oracle", ServingMode.ORACLE),
          ALIGNED_ROUTER,
          ALIGNED_ROUTER.deployed("fedrouter+pflalign-cluster", ServingMode.GLOBAL),
          ALIGNED.deployed("pflalign", ServingMode.PERSONAL),
          ALIGNED);

  private Methods() {}

  /** All methods that an experiment may name. */
  public static List<MethodDefinition> all() {
    return ALL;
  }

  /** Returns the deployments of a method's training: those of all methods that share it. */
  public static Set<ServingMode> deployments(MethodDefinition method) {
    var deployments = EnumSet.noneOf(ServingMode.class);
    ALL.stream()
        .filter(method::sharesTraining)
        .forEach(other -> deployments.add(other.deployment()));
    return deployments;
  }

  /**
   * Throws a {@link Failure} if the method cannot be run with such settings: before anything is
   * trained.
   */
  static void requireFits(MethodDefinition method, RunSettings settings) {
    settings.merge(method.merge());
    if (method.grouping() == Mode.UPDATES && settings.rounds() < 2) {
      throw RunSettings.invalid(
          "rounds must be >= 2 for "
              + method.name()
              + ", which groups clients after the first of them, was "
              + settings.rounds());
    }
    if (method.localMethod().equals(DPA_AFTERWARDS.localMethod()) && settings.rounds() < 2) {
      throw RunSettings.invalid(
          "rounds must be >= 2 for "
              + method.name()
              + ", which fine-tunes in the second half of them, was "
              + settings.rounds());
    }
  }

  /**
   * Returns the method of a name; throws a {@link Failure} that names the nearest if there is none.
   */
  public static MethodDefinition named(String name) {
    List<String> names = ALL.stream().map(MethodDefinition::name).toList();
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(() -> RunSettings.invalid(NearestWord.refusal("method", name, names)));
  }
}
