package io.tributary.aggregation.limit;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Decides at a window's close with which weight and clip its updates count. The result is a
 * function of the set of updates and of what earlier windows left: the order of arrival changes no
 * bit.
 *
 * <p>First every update is scaled down to a multiple of the usual norm, a quantile of the norms of
 * earlier windows and of this one. Then every weight is capped at a multiple of the window's
 * median. Then the weights of new slots are scaled down until these have their share. While a
 * window has a slot that is not new, only such slots determine what is usual, so that a hundred new
 * names change no median; in a window of new slots, all of them do.
 *
 * @param window the federation's settings
 * @param byProductNorm whether the strategy weighs updates by their product norm
 */
public record WindowLimits(WindowSettings window, boolean byProductNorm) {

  /** Returns whether any limit applies at the close. */
  public boolean apply() {
    return window.norms().atClose() || window.weights().atClose();
  }

  /**
   * Returns the updates that count less than their acceptance stated, in the order of the window.
   *
   * @param updates all of the window
   * @param earlier norms that earlier windows left, as {@link #taught} returned them
   */
  public List<LimitedContribution> limited(List<AcceptedUpdate> updates, List<Double> earlier) {
    double clipBound = clipBound(updates, earlier);
    Weights weights = Weights.of(window.weights(), updates, this::claim);
    var limited = new ArrayList<LimitedContribution>();
    for (AcceptedUpdate update : updates) {
      Contribution accepted = update.contribution();
      Contribution counts = weighted(clipped(update, clipBound), weights.of(update));
      if (!counts.equals(accepted)) {
        limited.add(
            new LimitedContribution(
                counts, update.norm(), why(update, counts, clipBound, weights)));
      }
    }
    return limited;
  }

  /**
   * Returns the norms by which later windows learn what is usual. Where norms are bounded at the
   * close, that is one value, the quantile of its updates' norms as they count, however many
   * updates there are; and it falls no faster than by the clip factor, as it rises: no norms of one
   * window, not even of a window of strangers only, make the updates of honest members unusual.
   * Otherwise it is all norms, in the window's order.
   *
   * @param updates all of the window
   * @param limited those that count less than their acceptance stated
   * @param earlier values of earlier windows
   */
  public List<Double> taught(
      List<AcceptedUpdate> updates, List<LimitedContribution> limited, List<Double> earlier) {
    List<Double> norms = counted(updates, limited);
    NormSettings settings = window.norms();
    if (!settings.atClose() || norms.isEmpty()) {
      return norms;
    }
    double taught = quantile(norms);
    boolean bounded = settings.clipFactor() > 0 && earlier.size() >= settings.minimum();
    return List.of(bounded ? Math.max(taught, quantile(earlier) / settings.clipFactor()) : taught);
  }

  private double quantile(List<Double> norms) {
    double[] values = norms.stream().mapToDouble(Double::doubleValue).toArray();
    return ReferenceUpdates.quantile(values, window.norms().quantile());
  }

  /** The updates' norms after limits are applied. */
  private static List<Double> counted(
      List<AcceptedUpdate> updates, List<LimitedContribution> limited) {
    var norms = new ArrayList<Double>();
    for (AcceptedUpdate update : ReferenceUpdates.of(updates)) {
      if (update.norm() > 0) {
        norms.add(update.norm() * clip(update, limited));
      }
    }
    return norms;
  }

  private static double clip(AcceptedUpdate update, List<LimitedContribution> limited) {
    return limited.stream()
        .map(LimitedContribution::contribution)
        .filter(counts -> counts.update().equals(update.contribution().update()))
        .findFirst()
        .orElse(update.contribution())
        .clip();
  }

  /** Returns the largest norm that counts in full; infinite while no norm is known as usual. */
  private double clipBound(List<AcceptedUpdate> updates, List<Double> earlier) {
    var norms = window.norms();
    double[] all =
        DoubleStream.concat(
                earlier.stream().mapToDouble(Double::doubleValue),
                ReferenceUpdates.of(updates).stream()
                    .mapToDouble(update -> update.norm() * update.contribution().clip()))
            .filter(norm -> norm > 0)
            .toArray();
    return norms.atClose() && norms.clipFactor() > 0 && all.length >= norms.minimum()
        ? norms.clipFactor() * ReferenceUpdates.quantile(all, norms.quantile())
        : Double.POSITIVE_INFINITY;
  }

  private static Contribution clipped(AcceptedUpdate update, double bound) {
    Contribution c = update.contribution();
    return update.norm() * c.clip() > bound
        ? new Contribution(
            c.update(),
            c.weight(),
            bound / update.norm(),
            c.staleness(),
            c.units(),
            c.rank(),
            c.productNorm())
        : c;
  }

  /** Returns the weight that an update claims; only ratios between claims matter. */
  private double claim(Contribution contribution) {
    return byProductNorm ? contribution.productNorm() : contribution.units();
  }

  private Contribution weighted(Contribution c, double claim) {
    if (claim == claim(c)) {
      return c;
    }
    if (byProductNorm) {
      return new Contribution(
          c.update(), c.weight(), c.clip(), c.staleness(), c.units(), c.rank(), claim);
    }
    long units = Math.max(1, (long) claim);
    long weight = Math.round(units * window.staleness().at(c.staleness()));
    return new Contribution(
        c.update(), Math.max(1, weight), c.clip(), c.staleness(), units, c.rank(), c.productNorm());
  }

  private String why(AcceptedUpdate update, Contribution counts, double bound, Weights weights) {
    var reasons = new ArrayList<String>();
    if (counts.clip() != update.contribution().clip()) {
      reasons.add(
          "norm must be <= %s, %s times what is usual, was %s"
              .formatted(bound, window.norms().clipFactor(), update.norm()));
    }
    reasons.addAll(weights.why(update));
    return String.join("; ", reasons);
  }

  /**
   * The weights of a window's updates.
   *
   * @param claim of a contribution
   * @param cap to which each weight is cut
   * @param newcomers factor on the weights of new slots after that, in (0, 1]
   */
  private record Weights(ToDoubleFunction<Contribution> claim, double cap, double newcomers) {
    static Weights of(
        WeightSettings settings,
        List<AcceptedUpdate> updates,
        ToDoubleFunction<Contribution> claim) {
      double[] claims =
          ReferenceUpdates.of(updates).stream()
              .mapToDouble(update -> claim.applyAsDouble(update.contribution()))
              .toArray();
      double cap =
          settings.capFactor() > 0 && claims.length > 0
              ? settings.capFactor() * ReferenceUpdates.quantile(claims, 0.5)
              : Double.POSITIVE_INFINITY;
      var capped = new Weights(claim, cap, 1);
      double known = sum(updates, capped, false);
      double fresh = sum(updates, capped, true);
      double room = known * settings.newcomerShare() / (1 - settings.newcomerShare());
      return known > 0 && fresh > room ? new Weights(claim, cap, room / fresh) : capped;
    }

    private static double sum(List<AcceptedUpdate> updates, Weights weights, boolean newcomers) {
      return updates.stream()
          .filter(update -> update.newcomer() == newcomers)
          .mapToDouble(weights::of)
          .sum();
    }

    double of(AcceptedUpdate update) {
      double capped = Math.min(claim.applyAsDouble(update.contribution()), cap);
      return update.newcomer() ? capped * newcomers : capped;
    }

    List<String> why(AcceptedUpdate update) {
      var reasons = new ArrayList<String>();
      double claimed = claim.applyAsDouble(update.contribution());
      if (claimed > cap) {
        reasons.add("weight must be <= " + cap + ", by the window's median, was " + claimed);
      }
      if (update.newcomer() && newcomers < 1) {
        reasons.add("new slots together weigh " + newcomers + " times that");
      }
      return reasons;
    }
  }
}
