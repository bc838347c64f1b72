package io.tributary.schemas.contract;

import io.tributary.schemas.spec.FederationSpec;
import java.util.List;
import java.util.function.Function;

/** Keys of one section. */
record ContractSection(String name, List<ContractKey> keys) {
  ContractSection fixed(String key, String meaning, Function<FederationSpec, String> value) {
    keys.add(new ContractKey(name, key, false, meaning, value));
    return this;
  }

  ContractSection changeable(String key, String meaning, Function<FederationSpec, String> value) {
    keys.add(new ContractKey(name, key, true, meaning, value));
    return this;
  }

  <T> Part<T> of(Function<FederationSpec, T> part) {
    return new Part<>(this, part);
  }

  /** Keys of one section that are about one part of the contract. */
  record Part<T>(ContractSection section, Function<FederationSpec, T> part) {
    Part<T> fixed(String key, String meaning, Function<T, String> value) {
      section.fixed(key, meaning, part.andThen(value));
      return this;
    }

    Part<T> changeable(String key, String meaning, Function<T, String> value) {
      section.changeable(key, meaning, part.andThen(value));
      return this;
    }
  }
}
