package io.tributary.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A kind that is added to a sealed type reaches every place that tells its kinds apart: such places
 * are visitors or methods of the type, which do not compile without it. A chain of {@code
 * instanceof} would go on without it.
 */
class SealedTypesTest {
  @Test
  void kindsOfSealedTypesAreToldApartByTheCompiler() {
    JavaClasses house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.tributary");
    assertThat(checksOfKinds(house)).isEmpty();
  }

  @Test
  void aChainIsFound() {
    JavaClasses chains = new ClassFileImporter().importClasses(Chain.class);
    assertThat(checksOfKinds(chains))
        .hasSize(2)
        .anySatisfy(check -> assertThat(check).contains("isClose").contains("ChunkCommand$Close"))
        .anySatisfy(check -> assertThat(check).contains("isMembers").contains("MembersChanged"));
  }

  /** What must not be written: other kinds are passed over in silence. */
  static final class Chain {
    static boolean isClose(ChunkCommand command) {
      return command instanceof ChunkCommand.Close;
    }

    static Predicate<ClusterEvent> isMembers() {
      return event -> event instanceof ClusterEvent.MembersChanged;
    }
  }

  /** A type may ask for itself, as {@code equals} does. */
  private static List<String> checksOfKinds(JavaClasses classes) {
    return classes.stream()
        .flatMap(one -> one.getInstanceofChecks().stream())
        .filter(check -> isKind(check.getRawType()))
        .filter(check -> !check.getOwner().getOwner().equals(check.getRawType()))
        .map(SealedTypesTest::text)
        .sorted()
        .toList();
  }

  private static boolean isKind(JavaClass type) {
    if (!type.getName().startsWith("io.tributary.") || type.isArray()) {
      return false;
    }
    Class<?> kind = type.reflect();
    return Stream.concat(
            Stream.ofNullable(kind.getSuperclass()), Arrays.stream(kind.getInterfaces()))
        .anyMatch(Class::isSealed);
  }

  private static String text(InstanceofCheck check) {
    return check.getOwner().getFullName()
        + " line "
        + check.getLineNumber()
        + ": instanceof "
        + check.getRawType().getName();
  }
}
