package io.tributary.worker.method.catalogue;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.MethodSettings;
import io.tributary.worker.method.personal.Ditto;
import io.tributary.worker.method.personal.FedAlt;
import io.tributary.worker.method.personal.FedDpaF;
import io.tributary.worker.method.personal.FedDpaT;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.method.shared.FedAvg;
import io.tributary.worker.method.shared.FedProx;
import io.tributary.worker.method.shared.FedSaLora;
import io.tributary.worker.method.shared.FfaLora;
import io.tributary.worker.method.shared.HetLora;
import io.tributary.worker.method.shared.Scaffold;
import java.util.List;

/** Makes every local method, and finds one by its name. */
public final class LocalMethodCatalogue {
  private LocalMethodCatalogue() {}

  /** Returns all local methods, made with these settings. */
  public static List<LocalMethod> all(MethodSettings settings) {
    return List.of(
        new FedAvg(),
        new PflAlign(settings.alignment(), settings.alignmentRate(), settings.selfCorrection()),
        new FedProx(settings.proximalMu(), settings.clipOf()),
        new Scaffold(settings.sgdRate(), settings.commonVariate()),
        new Ditto(settings.dittoLambda(), settings.clipOf()),
        new FfaLora(),
        new FedSaLora(),
        new FedDpaT(),
        new FedDpaF(),
        new FedAlt(),
        new HetLora(settings.pruneGamma(), settings.pruneLambda(), settings.clipOf()));
  }

  /**
   * Returns the method of a name; throws a {@link Failure} that names the nearest if there is none.
   */
  public static LocalMethod named(String name, MethodSettings settings) {
    List<LocalMethod> all = all(settings);
    List<String> names = all.stream().map(LocalMethod::name).toList();
    return all.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Failure.badArguments(NearestWord.refusal("--method", name, names), null));
  }
}
