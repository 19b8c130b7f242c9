// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.testing.contract.Door;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The doors that a test class goes through. Two doors at once share all code with one of them, and
 * {@link BedrockContractTest} proves in each build that they make one span. The other tests go
 * through two doors at once only in {@link BothDoorsTest}, which has the tag {@code full}.
 */
final class TestedDoors implements ArgumentsProvider {

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return doors(context.getTags().contains("full")).stream().map(Arguments::of);
  }

  private static List<Door> doors(boolean isFull) {
    if (Door.isNamed()) {
      return Door.allOfRun();
    }
    return isFull ? List.of(Door.INSTRUMENT_AND_WRAP) : List.of(Door.WRAP, Door.INSTRUMENT);
  }
}
