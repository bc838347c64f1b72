package io.tributary.infra.local.setup;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.contract.ContractReader;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MergeSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A contract some of whose values are given, by the names of {@link ContractKeys}; the others get
 * the defaults for a federation whose members do not know each other.
 *
 * @param federation its name
 * @param given values by name
 */
public record ContractDraft(String federation, Map<String, String> given) {
  private static final String SITES = "adapter.sites";
  private static final String RANK = "adapter.rank";
  private static final String ALPHA = "adapter.alpha";
  private static final String MODEL = "base-model.id";
  private static final String WIDTH = "base-model.embedding-size";
  private static final String CLIENTS = "clustering.bootstrap-clients";
  private static final String REGROUP = "clustering.regroup-round";
  private static final int DEFAULT_CLIENTS = 3;
  private static final long DEFAULT_SEED = 7;

  public ContractDraft {
    given = Map.copyOf(given);
  }

  /**
   * Returns whether the draft has all facts about the base model that a contract needs, so that the
   * model need not be loaded.
   */
  public boolean namesModel() {
    return given.containsKey(SITES);
  }

  /** Returns the LoRA rank, as given or the default of {@code local run}. */
  public String rank() {
    return given.getOrDefault(RANK, "8");
  }

  /** Returns the numerator of the scale, as given or the default of {@code local run}. */
  public String alpha() {
    return given.getOrDefault(ALPHA, "16");
  }

  /** Returns this draft with the facts of a loaded model. */
  public ContractDraft on(ModelDescription model) {
    var all = new LinkedHashMap<>(given);
    all.putIfAbsent(MODEL, model.id());
    all.putIfAbsent(WIDTH, Integer.toString(model.hidden()));
    all.putIfAbsent(SITES, sites(model));
    return new ContractDraft(federation, all);
  }

  private String sites(ModelDescription model) {
    var spec = template(model.layout(), model.id(), model.hidden(), DEFAULT_CLIENTS);
    return ContractKeys.values(spec).get(SITES);
  }

  /**
   * Completes the draft with defaults and reads the contract from it.
   *
   * @throws Failure CONFIGURATION that names key, bound and value
   */
  public FederationSpec contract() {
    try {
      var base = new LinkedHashMap<>(Map.of(RANK, rank(), ALPHA, alpha()));
      base.putAll(given);
      AdapterLayout layout = new ContractReader(base).layout();
      int clients = Integer.parseInt(given.getOrDefault(CLIENTS, "" + DEFAULT_CLIENTS));
      var all =
          new LinkedHashMap<>(
              ContractKeys.values(template(layout, "unknown", 1, Math.max(1, clients))));
      all.put(MODEL, "");
      all.put(WIDTH, "");
      // This is the only value whose default depends on another value.
      if (Mode.UPDATES.name().equalsIgnoreCase(given.get("clustering.mode"))) {
        all.put(REGROUP, "1");
      }
      all.putAll(base);
      FederationSpec spec = new ContractReader(all).read(federation);
      MergePlan.of(spec.merge());
      return spec;
    } catch (NumberFormatException e) {
      throw Failure.badArguments(
          CLIENTS + " must be a whole number, was '" + given.get(CLIENTS) + "'", e);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private FederationSpec template(AdapterLayout layout, String model, int width, int clients) {
    return new FederationSpec(
        federation,
        model,
        width,
        layout,
        DEFAULT_SEED,
        FederationDefaults.clustering(Mode.TASKS, 0, clients, DEFAULT_SEED),
        FederationDefaults.rounds(layout, clients),
        MergeSettings.defaults().withStrategy(FederationDefaults.TASK_MERGE),
        MembershipSettings.open());
  }
}
