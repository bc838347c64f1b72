package io.tributary.infra.registry;

import io.tributary.infra.registry.store.CanonicalAvro;
import io.tributary.infra.registry.store.CompatibilityRule;
import io.tributary.infra.registry.store.Registry;
import io.tributary.infra.registry.store.Registry.Outcome;
import io.tributary.infra.registry.store.RegistryChange;
import io.tributary.infra.registry.store.RegistryChange.Mode;
import io.tributary.infra.registry.store.RegistryChange.Rule;
import io.tributary.infra.registry.store.RegistryChange.Version;
import io.tributary.infra.registry.store.RegistryMode;
import io.tributary.infra.registry.store.RegistryRefusal;
import io.tributary.infra.registry.store.SchemaBook;
import io.tributary.infra.registry.store.SchemaRegistrations;
import io.tributary.infra.registry.store.VersionNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Implements {@code /config}, {@code /mode} and {@code /compatibility}, which govern which schema
 * may follow which.
 */
final class SettingRoutes {
  private static final String LEVEL = "compatibilityLevel";
  private static final String COMPATIBILITY = "compatibility";
  private static final String MODE = "mode";
  private static final String DEFAULT_TO_GLOBAL = "defaultToGlobal";

  private final Registry registry;

  SettingRoutes(Registry registry) {
    this.registry = registry;
  }

  List<RegistryRoute> routes() {
    return List.of(
        RegistryRoute.of(
            "GET", "/config", call -> Map.of(LEVEL, registry.read(SchemaBook::rule).name())),
        RegistryRoute.of("PUT", "/config", call -> setRule(call, Optional.empty())),
        RegistryRoute.of("DELETE", "/config", call -> dropRule(Optional.empty())),
        RegistryRoute.of("GET", "/config/:subject", this::rule),
        RegistryRoute.of("PUT", "/config/:subject", call -> setRule(call, named(call))),
        RegistryRoute.of("DELETE", "/config/:subject", call -> dropRule(named(call))),
        RegistryRoute.of(
            "GET", "/mode", call -> Map.of(MODE, registry.read(SchemaBook::mode).name())),
        RegistryRoute.of("PUT", "/mode", call -> setMode(call, Optional.empty())),
        RegistryRoute.of("DELETE", "/mode", call -> dropMode(Optional.empty())),
        RegistryRoute.of("GET", "/mode/:subject", this::mode),
        RegistryRoute.of("PUT", "/mode/:subject", call -> setMode(call, named(call))),
        RegistryRoute.of("DELETE", "/mode/:subject", call -> dropMode(named(call))),
        RegistryRoute.of("POST", "/compatibility/subjects/:subject/versions", this::fitsAll),
        RegistryRoute.of(
            "POST", "/compatibility/subjects/:subject/versions/:version", this::fitsOne),
        RegistryRoute.of("GET", "/contexts", call -> List.of(".")),
        RegistryRoute.of("GET", "/", call -> Map.of()));
  }

  private static Optional<String> named(RegistryRequest call) {
    SchemaRegistrations.requireName(call.subject());
    return Optional.of(call.subject());
  }

  private Object rule(RegistryRequest call) {
    CompatibilityRule rule =
        registry.read(
            book ->
                call.asks(DEFAULT_TO_GLOBAL)
                    ? book.rule(call.subject())
                    : book.ownRule(call.subject())
                        .orElseThrow(() -> RegistryRefusal.noRule(call.subject())));
    return Map.of(LEVEL, rule.name());
  }

  private Object setRule(RegistryRequest call, Optional<String> subject) {
    CompatibilityRule rule =
        CompatibilityRule.named(call.json().path(COMPATIBILITY).asText())
            .orElseThrow(RegistryRefusal::invalidRule);
    return registry.change(
        book -> {
          new SchemaRegistrations(book).requireRoomForSetting();
          var before = subject.map(book::ownRule).orElseGet(() -> Optional.of(book.rule()));
          List<RegistryChange> changes =
              before.equals(Optional.of(rule))
                  ? List.of()
                  : List.of(new Rule(subject, Optional.of(rule)));
          return new Outcome<Object>(changes, Map.of(COMPATIBILITY, rule.name()));
        });
  }

  private Object dropRule(Optional<String> subject) {
    return registry.change(
        book -> {
          CompatibilityRule before =
              subject.isEmpty()
                  ? book.rule()
                  : book.ownRule(subject.get())
                      .orElseThrow(() -> RegistryRefusal.noRule(subject.get()));
          return new Outcome<Object>(
              List.of(new Rule(subject, Optional.empty())), Map.of(LEVEL, before.name()));
        });
  }

  private Object mode(RegistryRequest call) {
    RegistryMode mode =
        registry.read(
            book ->
                call.asks(DEFAULT_TO_GLOBAL)
                    ? book.mode(call.subject())
                    : book.ownMode(call.subject())
                        .orElseThrow(() -> RegistryRefusal.noMode(call.subject())));
    return Map.of(MODE, mode.name());
  }

  private Object setMode(RegistryRequest call, Optional<String> subject) {
    RegistryMode mode =
        RegistryMode.named(call.json().path(MODE).asText())
            .orElseThrow(RegistryRefusal::invalidMode);
    return registry.change(
        book -> {
          new SchemaRegistrations(book).requireRoomForSetting();
          List<Version> listed =
              subject.map(name -> book.versions(name, false)).orElseGet(() -> book.versions(false));
          if (mode == RegistryMode.IMPORT && !listed.isEmpty() && !call.asks("force")) {
            throw RegistryRefusal.notPermitted("Cannot import since found existing subjects");
          }
          var before = subject.map(book::ownMode).orElseGet(() -> Optional.of(book.mode()));
          List<RegistryChange> changes =
              before.equals(Optional.of(mode))
                  ? List.of()
                  : List.of(new Mode(subject, Optional.of(mode)));
          return new Outcome<Object>(changes, Map.of(MODE, mode.name()));
        });
  }

  private Object dropMode(Optional<String> subject) {
    return registry.change(
        book -> {
          RegistryMode before =
              subject.isEmpty()
                  ? book.mode()
                  : book.ownMode(subject.get())
                      .orElseThrow(() -> RegistryRefusal.noMode(subject.get()));
          return new Outcome<Object>(
              List.of(new Mode(subject, Optional.empty())), Map.of(MODE, before.name()));
        });
  }

  private Object fitsAll(RegistryRequest call) {
    String schema = call.schema();
    return verdict(
        call,
        registry.read(book -> new SchemaRegistrations(book).differences(call.subject(), schema)));
  }

  /**
   * Answers whether a schema is compatible; a subject without versions has no latest one that could
   * conflict.
   */
  private Object fitsOne(RegistryRequest call) {
    String schema = call.schema();
    VersionNumber wanted = VersionNumber.of(call.path().get("version"));
    return verdict(
        call,
        registry.read(
            book -> {
              List<String> earlier =
                  wanted.isLatest() && book.versions(call.subject(), false).isEmpty()
                      ? List.of()
                      : List.of(SubjectRoutes.version(book, call, false).schema());
              return CanonicalAvro.differences(book.rule(call.subject()), schema, earlier);
            }));
  }

  private static Object verdict(RegistryRequest call, List<String> differences) {
    var verdict = new LinkedHashMap<String, Object>();
    verdict.put("is_compatible", differences.isEmpty());
    if (call.asks("verbose")) {
      verdict.put("messages", differences);
    }
    return verdict;
  }
}
