package io.tributary.infra.experiment.plan;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every method that an experiment can name. */
public final class Methods {
  private static final String MEAN = "weighted-mean";
  private static final String ADAM = "fedavg";
  private static final String ROUTER_PAPER = "FedRouter, arXiv 2604.00050";
  private static final String ALIGN_PAPER = "pFLAlign, arXiv 2605.02143";

  private static final String DPA_PAPER = "FedDPA, Yang et al. 2024";

  private static final MethodDefinition ROUTER =
      new MethodDefinition(
          "fedrouter-global",
          ROUTER_PAPER,
          true,
          Mode.TASKS,
          true,
          ADAM,
          MEAN,
          1,
          ServingMode.GLOBAL);

  private static final MethodDefinition ALIGNED_ROUTER =
      new MethodDefinition(
          "fedrouter+pflalign",
          ROUTER_PAPER + " and " + ALIGN_PAPER,
          true,
          Mode.TASKS,
          true,
          "pflalign",
          MEAN,
          1,
          ServingMode.PERSONAL_GLOBAL);

  private static final MethodDefinition DPA_IN_TURN =
      new MethodDefinition(
          "feddpa-t",
          DPA_PAPER + ", both adapters in every round",
          true,
          Mode.ONE,
          false,
          "feddpa-t",
          MEAN,
          0.5,
          ServingMode.WEIGHTED_CLUSTER);

  private static final MethodDefinition DPA_AFTERWARDS =
      common("feddpa-f", DPA_PAPER + ", the own adapter afterwards", "feddpa-f", MEAN)
          .deployed("feddpa-f", ServingMode.WEIGHTED_CLUSTER);

  private static final List<MethodDefinition> ALL =
      List.of(
          new MethodDefinition(
              "base", "the frozen model", false, Mode.ONE, false, ADAM, MEAN, 1, ServingMode.BASE),
          new MethodDefinition(
              "local",
              "no federation",
              true,
              Mode.PER_CLIENT,
              false,
              ADAM,
              MEAN,
              1,
              ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          common("fedit", "FedIT, Zhang et al. 2024", ADAM, MEAN),
          common("fedprox", "FedProx, Li et al. 2020", "fedprox", MEAN),
          common("scaffold", "SCAFFOLD, Karimireddy et al. 2020", "scaffold", "weighted-mean"),
          new MethodDefinition(
              "ditto",
              "Ditto, Li et al. 2021",
              true,
              Mode.ONE,
              false,
              "ditto",
              MEAN,
              0.5,
              ServingMode.PERSONAL),
          common("ffa-lora", "FFA-LoRA, Sun et al. 2024", "ffa-lora", "ffa"),
          common("fedsa-lora", "FedSA-LoRA, Guo et al. 2025", "fedsa-lora", "fedsa")
              .deployed("fedsa-lora", ServingMode.PERSONAL),
          new MethodDefinition(
              "fedcluster",
              "FedCluster, as in FedRouter's code",
              true,
              Mode.UPDATES,
              false,
              ADAM,
              MEAN,
              1,
              ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          new MethodDefinition(
              "ifca",
              "IFCA, Ghosh et al. 2020",
              true,
              Mode.LOSSES,
              false,
              ADAM,
              MEAN,
              1,
              ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          common("zero-padded-mean", "changes padded with zeros, ours", ADAM, "zero-padded-mean"),
          common(
              "zero-padded-adapters", "zero padding, as in HetLoRA", ADAM, "zero-padded-adapters"),
          common("rank-masked-mean", "FedIT by rank component", ADAM, "rank-masked-mean"),
          common("hetlora", "HetLoRA's weights on changes, ours", ADAM, "hetlora"),
          common("hetlora-adapters", "HetLoRA, Cho et al. 2024", "hetlora", "hetlora-adapters"),
          common("flexlora", "FlexLoRA, Bai et al. 2024", ADAM, "flexlora"),
          DPA_IN_TURN,
          DPA_IN_TURN.deployed("feddpa-t-weighted-own", ServingMode.WEIGHTED_PERSONAL),
          DPA_AFTERWARDS,
          DPA_AFTERWARDS.deployed("feddpa-f-weighted-own", ServingMode.WEIGHTED_PERSONAL),
          common("fedalt", "FedALT, Bian et al. 2025", "fedalt", MEAN)
              .deployed("fedalt", ServingMode.GATED),
          ROUTER,
          ROUTER.deployed("fedrouter-local", ServingMode.LOCAL_BY_GLOBAL_CENTROID),
          ROUTER.deployed("fedrouter-local-centroid", ServingMode.LOCAL_BY_LOCAL_CENTROID),
          ROUTER.deployed("fedrouter-oracle", ServingMode.ORACLE),
          ALIGNED_ROUTER,
          ALIGNED_ROUTER.deployed("fedrouter+pflalign-cluster", ServingMode.GLOBAL),
          common("pflalign", ALIGN_PAPER, "pflalign", MEAN)
              .deployed("pflalign", ServingMode.PERSONAL),
          common("pflalign-common", ALIGN_PAPER, "pflalign", MEAN));

  private Methods() {}

  private static MethodDefinition common(
      String name, String source, String localMethod, String merge) {
    return new MethodDefinition(
        name, source, true, Mode.ONE, false, localMethod, merge, 1, ServingMode.GLOBAL);
  }

  /** All methods that an experiment may name. */
  public static List<MethodDefinition> all() {
    return ALL;
  }

  /** How the training of a method is deployed: as every method does that shares it. */
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

  /** The method of a name; throws a {@link Failure} that names the nearest if there is none. */
  public static MethodDefinition named(String name) {
    List<String> names = ALL.stream().map(MethodDefinition::name).toList();
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(() -> RunSettings.invalid(NearestWord.refusal("method", name, names)));
  }
}
