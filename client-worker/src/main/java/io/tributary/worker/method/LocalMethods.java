package io.tributary.worker.method;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import java.util.List;

/** Every local method, by name. */
public final class LocalMethods {
  private LocalMethods() {}

  /** All of them, made with such settings. */
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

  /** The method of a name; throws a {@link Failure} that names the nearest if there is none. */
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
