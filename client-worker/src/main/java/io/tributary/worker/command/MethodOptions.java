package io.tributary.worker.command;

import io.tributary.schemas.settings.Failure;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.MethodSettings;
import io.tributary.worker.method.ScaffoldOption;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.catalogue.LocalMethodCatalogue;
import io.tributary.worker.method.personal.ThinPflAlign;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that select the local method and its settings. */
public final class MethodOptions {
  private static final String AUTO = "auto";

  @Option(
      names = "--method",
      defaultValue = "fedavg",
      description =
          "What a client does in a round: fedavg, pflalign, fedprox, scaffold, ditto, ffa-lora,"
              + " fedsa-lora, feddpa-t, feddpa-f, fedalt or hetlora (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--alignment",
      defaultValue = "full",
      description =
          "pflalign: full, no_preconditioner, no_correction, constant_gamma, constant_gamma_one,"
              + " hard_gamma, no_personalization or sgd (default: ${DEFAULT-VALUE}).")
  private AlignmentVariant alignment;

  @Option(
      names = "--alignment-learning-rate",
      defaultValue = AUTO,
      description =
          "pflalign: eta, or auto to pick it in the first round beside --learning-rate (default:"
              + " ${DEFAULT-VALUE}).")
  private String alignmentRate;

  @Option(
      names = "--self-correct",
      defaultValue = "small",
      description =
          "pflalign: count a client's own part of its cluster's adapter once: never, small (where"
              + " fewer than 3 contribute) or always (default: ${DEFAULT-VALUE}).")
  private SelfCorrection selfCorrection;

  @Option(
      names = "--thin",
      fallbackValue = "true",
      description =
          "pflalign: keep nothing of it between rounds but eta, and start where the aggregator"
              + " wrote that a client's slots start. The federation's --personal-adapters holds"
              + " instead of --self-correct.")
  private boolean thin;

  @Option(
      names = "--proximal-mu",
      defaultValue = "0.01",
      description = "fedprox: pull towards the common adapter (default: ${DEFAULT-VALUE}).")
  private float proximalMu;

  @Option(
      names = "--ditto-lambda",
      defaultValue = "0.1",
      description =
          "ditto: pull of a client's own adapter towards the common one (default:"
              + " ${DEFAULT-VALUE}).")
  private float dittoLambda;

  @Option(
      names = "--sgd-learning-rate",
      defaultValue = "0.1",
      description = "scaffold: eta of its plain steps (default: ${DEFAULT-VALUE}).")
  private float sgdRate;

  @Option(
      names = "--common-variate",
      defaultValue = "running",
      description =
          "scaffold: c of all members, as the paper's server keeps it (running), or of those who"
              + " made the newest versions (last) (default: ${DEFAULT-VALUE}).")
  private ScaffoldOption commonVariate;

  @Option(
      names = "--clip-of",
      defaultValue = "objective",
      description =
          "fedprox, ditto, hetlora: clip the gradient of loss and penalty together (objective), or"
              + " of the loss alone, before the penalty pulls (loss) (default: ${DEFAULT-VALUE}).")
  private ClipTarget clippedGradient;

  @Option(
      names = "--prune-gamma",
      defaultValue = "0.99",
      description =
          "hetlora: a rank r is pruned to gamma r, rounded up, and by one component at least"
              + " (default: ${DEFAULT-VALUE}).")
  private float pruneGamma;

  @Option(
      names = "--prune-lambda",
      defaultValue = "5e-3",
      description =
          "hetlora: penalty on the components that would be pruned (default: ${DEFAULT-VALUE}).")
  private float pruneLambda;

  /**
   * Returns the local method that the flags describe.
   *
   * @param adamRate learning rate that suits AdamW here
   * @throws Failure for an unknown method, with the nearest, for values out of bounds, and for a
   *     thin client of a method that has nothing to keep
   */
  public LocalMethod method(float adamRate) {
    try {
      LocalMethod named =
          LocalMethodCatalogue.named(
              method,
              new MethodSettings(
                  alignment,
                  rate(adamRate),
                  selfCorrection,
                  proximalMu,
                  dittoLambda,
                  sgdRate,
                  commonVariate,
                  clippedGradient,
                  pruneGamma,
                  pruneLambda));
      return thin ? ThinPflAlign.of(named) : named;
    } catch (NumberFormatException e) {
      throw Failure.badArguments(
          "--alignment-learning-rate must be a number or auto, was " + alignmentRate, e);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private AlignmentRate rate(float adamRate) {
    return alignmentRate.equals(AUTO)
        ? AlignmentRate.auto(adamRate)
        : AlignmentRate.of(Double.parseDouble(alignmentRate));
  }

  /** Returns whether rounds start from the aggregator's personal starts. */
  public boolean isThin() {
    return thin;
  }

  /** Returns the same choices as flags for another process. */
  public List<String> flags() {
    var flags =
        new ArrayList<>(
            List.of(
                "--method",
                method,
                "--alignment",
                alignment.flag(),
                "--alignment-learning-rate",
                alignmentRate,
                "--self-correct",
                selfCorrection.flag(),
                "--proximal-mu",
                Float.toString(proximalMu),
                "--ditto-lambda",
                Float.toString(dittoLambda),
                "--sgd-learning-rate",
                Float.toString(sgdRate),
                "--common-variate",
                commonVariate.flag(),
                "--clip-of",
                clippedGradient.flag(),
                "--prune-gamma",
                Float.toString(pruneGamma),
                "--prune-lambda",
                Float.toString(pruneLambda)));
    if (thin) {
      flags.add("--thin");
    }
    return flags;
  }
}
