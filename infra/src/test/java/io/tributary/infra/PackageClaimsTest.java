package io.tributary.infra;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tributary.infra.PackageClaims.Alone;
import io.tributary.infra.PackageClaims.Forbidden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the package-infos say about imports is so: each of them is a rule. */
class PackageClaimsTest {
  private static final String OURS = "io.tributary.";

  /** Words that stand for classes whose names begin so. */
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          entry("Kafka", List.of("org.apache.kafka.", "kafka.")),
          entry("Kafka Streams", List.of("org.apache.kafka.streams.")),
          entry("Kafka's server", List.of("kafka.server.", "org.apache.kafka.metadata.")),
          entry("Avro", List.of("org.apache.avro.", OURS + "schemas.wire.")),
          entry("generated Avro classes", List.of(OURS + "schemas.wire.")),
          entry("Confluent", List.of("io.confluent.")),
          entry("DJL", List.of("ai.djl.")),
          entry("an HTTP library", List.of("org.eclipse.jetty.", "com.sun.net.httpserver.")),
          entry(
              "HTTP",
              List.of(
                  "org.eclipse.jetty.",
                  "com.sun.net.httpserver.",
                  "java.net.http.",
                  OURS + "http.")),
          entry("picocli", List.of("picocli.")),
          entry("a logger", List.of("org.slf4j.")),
          entry("SLF4J", List.of("org.slf4j.")),
          entry("a clock", List.of("java.time.Clock")),
          entry("Bouncy Castle", List.of("org.bouncycastle.")),
          entry("EJML", List.of("org.ejml.")),
          entry("RocksDB", List.of("org.rocksdb.")),
          entry("Commons Statistics", List.of("org.apache.commons.statistics.")),
          entry("the JDK", List.of("java.", "javax.")),
          entry("the contract", List.of(OURS + "schemas.")),
          entry("the command line", List.of(OURS + "infra.cli.")),
          entry("the base model", List.of(OURS + "schemas.model.")),
          entry("anything", List.of("")),
          entry("anything of ours", List.of(OURS)),
          entry("another application", List.of(OURS)),
          entry("any other package of the aggregator", List.of(OURS + "aggregation.")),
          entry("the other packages of the worker", List.of(OURS + "worker.")),
          entry("any other package of the simulation", List.of(OURS + "infra.sim.")));

  /** Parts of the house in which a package may be the only one. */
  private static final Map<String, String> PARTS =
      Map.of(
          "the aggregator", OURS + "aggregation.",
          "the worker", OURS + "worker.",
          "the router", OURS + "router.",
          "the contract", OURS + "schemas.",
          "infra", OURS + "infra.",
          "experiments", OURS + "infra.experiment.");

  /** Sentences about imports that tests of their own look at. */
  private static final Set<String> TESTED_ELSEWHERE =
      Set.of(
          "Only Torch may import DJL's PyTorch engine", // ModelRulesTest
          "no main code imports this package"); // noMainCodeImportsTheTestkit

  private static JavaClasses house;
  private static Set<String> packages;
  private static List<PackageClaims> claims;

  @BeforeAll
  static void look() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.tributary");
    packages = house.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    claims =
        SourceTrees.files().stream()
            .filter(file -> file.endsWith("package-info.java"))
            .map(PackageClaims::of)
            .toList();
  }

  @Test
  void everySentenceAboutImportsIsARule() {
    assertThat(claims).hasSizeGreaterThan(80);
    assertThat(claims)
        .allSatisfy(
            claim -> {
              String rest = claim.rest();
              for (String sentence : TESTED_ELSEWHERE) {
                rest = rest.replace(sentence, "");
              }
              assertThat(rest).as(claim.name()).doesNotContain("import");
            });
  }

  @Test
  void noPackageImportsWhatItSaysThatItMustNot() {
    assertThat(
            claims.stream()
                .flatMap(
                    claim ->
                        claim.forbidden().stream()
                            .flatMap(forbidden -> broken(claim.name(), forbidden))))
        .isEmpty();
  }

  private static Stream<String> broken(String name, Forbidden forbidden) {
    Predicate<JavaClass> allowed =
        forbidden.except().stream()
            .map(word -> is(name, word))
            .reduce(target -> false, Predicate::or);
    return targets(name)
        .filter(is(name, forbidden.what()).and(allowed.negate()))
        .map(target -> name + " imports " + target.getName() + ", not " + forbidden.what());
  }

  @Test
  void aPackageThatNamesAllItsImportsHasNoOthers() {
    assertThat(
            claims.stream()
                .flatMap(
                    claim ->
                        claim
                            .allowed()
                            .map(
                                allowed ->
                                    targets(claim.name())
                                        .filter(
                                            target ->
                                                !allowed.ofTheModule()
                                                    || target
                                                        .getName()
                                                        .startsWith(root(claim.name())))
                                        .filter(
                                            allowed.what().stream()
                                                .map(word -> is(claim.name(), word))
                                                .reduce(target -> false, Predicate::or)
                                                .negate())
                                        .map(
                                            target ->
                                                claim.name() + " imports " + target.getName()))
                            .orElse(Stream.empty())))
        .isEmpty();
  }

  @Test
  void whatOnePackageAloneImportsNoOtherDoes() {
    for (PackageClaims claim : claims) {
      claim.alone().ifPresent(alone -> requireAlone(claim.name(), alone));
    }
  }

  private static void requireAlone(String name, Alone alone) {
    String part = alone.part().map(word -> known(PARTS, word)).orElse(OURS);
    assertThat(packages)
        .filteredOn(
            other -> (other + ".").startsWith(part) && !(other + ".").startsWith(name + "."))
        .as("packages beside %s that import %s", name, alone.what())
        .noneMatch(other -> targets(other).anyMatch(is(other, alone.what())));
    assertThat(targets(name).anyMatch(is(name, alone.what())))
        .as("%s imports %s", name, alone.what())
        .isTrue();
  }

  @Test
  void noMainCodeImportsTheTestkit() {
    assertThat(packages)
        .filteredOn(other -> !other.startsWith(OURS + "testkit"))
        .noneMatch(
            other ->
                targets(other).anyMatch(target -> target.getName().startsWith(OURS + "testkit.")));
  }

  /** Classes outside the package that its classes depend on. */
  private static Stream<JavaClass> targets(String name) {
    return house.stream()
        .filter(type -> type.getPackageName().equals(name))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .filter(target -> !target.isPrimitive() && !target.getPackageName().equals(name))
        .filter(target -> !target.getName().startsWith("com.google.errorprone.annotations."))
        .distinct();
  }

  /** What a word means in a package: a library, a part of the house, or a package near it. */
  private static Predicate<JavaClass> is(String name, String word) {
    if (word.equals("another application")) {
      return target ->
          target.getName().startsWith(OURS)
              && !target.getName().startsWith(root(name))
              && !target.getName().startsWith(OURS + "schemas.")
              && !target.getName().startsWith(OURS + "http.");
    }
    List<String> prefixes =
        WORDS.containsKey(word) ? WORDS.get(word) : List.of(near(name, word) + ".");
    return target -> prefixes.stream().anyMatch(target.getName()::startsWith);
  }

  private static String near(String name, String word) {
    return Stream.of(
            name + "." + word,
            name.substring(0, name.lastIndexOf('.') + 1) + word,
            root(name) + word,
            OURS + "schemas." + word,
            OURS + word)
        .filter(near -> packages.stream().anyMatch(known -> (known + ".").startsWith(near + ".")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " speaks of an unknown " + word));
  }

  private static <T> T known(Map<String, T> words, String word) {
    if (!words.containsKey(word)) {
      throw new AssertionError("unknown: " + word);
    }
    return words.get(word);
  }

  /** Of a package's application or library, with a dot at its end. */
  private static String root(String name) {
    return name.substring(0, (name + ".").indexOf('.', OURS.length())) + ".";
  }
}
