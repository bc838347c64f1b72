package io.tributary.infra.local.process;

import io.tributary.infra.local.FailingChild;
import io.tributary.infra.local.HungChild;
import io.tributary.infra.local.PatientChild;
import io.tributary.infra.local.setup.Distribution;
import java.nio.file.Path;
import java.util.List;

/** Specs of the small mains that the tests start as real JVMs. */
final class Children {

  private Children() {}

  static ChildSpec patient(String name, Path drained) {
    return spec(name, PatientChild.class).withArgs(name, drained.toString());
  }

  static ChildSpec hung(String name) {
    return spec(name, HungChild.class);
  }

  static ChildSpec failing(String name, int exitCode) {
    return spec(name, FailingChild.class).withArgs(Integer.toString(exitCode));
  }

  static ChildSpec refusing(String name, int exitCode, String errorCode, String message) {
    return spec(name, FailingChild.class).withArgs("" + exitCode, errorCode, message);
  }

  static List<Path> classPath() {
    return Distribution.locate().classPath();
  }

  private static ChildSpec spec(String name, Class<?> main) {
    return ChildSpec.of(name, classPath(), main.getName())
        .withFlags("-Xmx32m", "-XX:TieredStopAtLevel=1");
  }
}
