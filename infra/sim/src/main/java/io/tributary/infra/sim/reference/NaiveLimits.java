package io.tributary.infra.sim.reference;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Computes naively how much the updates of a closed window count. */
public final class NaiveLimits {
  /** The tolerance for the aggregator's other rounding. */
  private static final double TOLERANCE = 1e-9;

  private final WindowSettings window;
  private final NaiveUsualNorms norms;
  private final boolean byProductNorm;

  /**
   * Creates the limits of one cluster's windows.
   *
   * @param norms that earlier windows left
   * @param byProductNorm whether the strategy weighs updates by their product norm
   */
  public NaiveLimits(WindowSettings window, NaiveUsualNorms norms, boolean byProductNorm) {
    this.window = window;
    this.norms = norms;
    this.byProductNorm = byProductNorm;
  }

  /**
   * An update of the window.
   *
   * @param accepted contribution by its acceptance
   * @param norm of its payload; 0 if an operator released it
   * @param fresh whether its slot contributed to few versions only
   */
  public record Update(Contribution accepted, double norm, boolean fresh) {}

  /** Returns whether any limit applies. */
  public boolean apply() {
    return window.norms().atClose()
        || window.weights().capFactor() > 0
        || (window.weights().newcomerVersions() > 0 && window.weights().newcomerShare() < 1);
  }

  /** Returns whether an update counts as expected, but for rounding. */
  public static boolean near(Contribution expected, Contribution counts) {
    double units = Math.abs(expected.units() - counts.units());
    double weight = Math.abs(expected.weight() - counts.weight());
    return expected.update().equals(counts.update())
        && expected.staleness() == counts.staleness()
        && expected.rank() == counts.rank()
        && near(expected.clip(), counts.clip())
        && near(expected.productNorm(), counts.productNorm())
        && units <= 1 + TOLERANCE * expected.units()
        && weight <= 1 + TOLERANCE * expected.weight();
  }

  /** Returns how an update of a window counts. */
  public Contribution expected(Update update, List<Update> all) {
    Contribution accepted = update.accepted();
    double clip = accepted.clip();
    if (update.norm() * clip > norm(all)) {
      clip = norm(all) / update.norm();
    }
    double claimed = claim(update);
    double counted = counted(update, all);
    double part = claimed == 0 ? 1 : counted / claimed;
    long units = byProductNorm ? accepted.units() : Math.max(1, (long) (accepted.units() * part));
    long weight =
        part == 1 || byProductNorm
            ? accepted.weight()
            : Math.max(1, Math.round(units * window.staleness().at(accepted.staleness())));
    return new Contribution(
        accepted.update(),
        weight,
        clip,
        accepted.staleness(),
        units,
        accepted.rank(),
        byProductNorm ? counted : accepted.productNorm());
  }

  /** Returns the norms of a window that contribute to the usual norm from then on. */
  public List<Double> taught(List<Update> all, ToDoubleFunction<Update> clip) {
    List<Double> counted =
        judges(all).stream()
            .filter(update -> update.norm() > 0)
            .map(update -> update.norm() * clip.applyAsDouble(update))
            .toList();
    NormSettings settings = window.norms();
    if (!settings.atClose() || counted.isEmpty()) {
      return counted;
    }
    double one = NaiveUsualNorms.atQuantile(counted, settings.quantile());
    List<Double> before = norms.remembered();
    if (settings.clipFactor() > 0 && before.size() >= settings.minimum()) {
      one =
          Math.max(
              one, NaiveUsualNorms.atQuantile(before, settings.quantile()) / settings.clipFactor());
    }
    return List.of(one);
  }

  private double norm(List<Update> all) {
    NormSettings settings = window.norms();
    var known = new ArrayList<>(norms.remembered());
    for (Update update : judges(all)) {
      if (update.norm() > 0) {
        known.add(update.norm() * update.accepted().clip());
      }
    }
    return settings.atClose() && settings.clipFactor() > 0 && known.size() >= settings.minimum()
        ? settings.clipFactor() * NaiveUsualNorms.atQuantile(known, settings.quantile())
        : Double.POSITIVE_INFINITY;
  }

  private double counted(Update update, List<Update> all) {
    double counted = capped(update, all);
    double share = window.weights().newcomerShare();
    if (update.fresh() && known(all) > 0 && fresh(all) > share * (known(all) + fresh(all))) {
      return counted * (share / (1 - share) * known(all) / fresh(all));
    }
    return counted;
  }

  private double known(List<Update> all) {
    return all.stream().filter(one -> !one.fresh()).mapToDouble(one -> capped(one, all)).sum();
  }

  private double fresh(List<Update> all) {
    return all.stream().filter(Update::fresh).mapToDouble(one -> capped(one, all)).sum();
  }

  private double capped(Update update, List<Update> all) {
    WeightSettings settings = window.weights();
    List<Double> claims = judges(all).stream().map(this::claim).toList();
    return settings.capFactor() > 0
        ? Math.min(claim(update), settings.capFactor() * NaiveUsualNorms.atQuantile(claims, 0.5))
        : claim(update);
  }

  private double claim(Update update) {
    return byProductNorm ? update.accepted().productNorm() : update.accepted().units();
  }

  private static List<Update> judges(List<Update> all) {
    List<Update> known = all.stream().filter(update -> !update.fresh()).toList();
    return known.isEmpty() ? all : known;
  }

  private static boolean near(double expected, double actual) {
    return Math.abs(expected - actual) <= TOLERANCE * Math.abs(expected);
  }
}
