// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.testing.contract.Door;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that give one message, through each door and in each of the ways to make them. */
class CreateTest {

  abstract static class AbstractCreateTest extends AbstractAnthropicTest {

    private static final List<Scenario> ALL = Scenarios.all();
    private static final List<Scenario> OF_EACH_SHAPE = Shapes.ofAnswers(ALL);

    private List<Scenario> inEachBuild(CreateForm form) {
      return form.isMain() && door() == Door.WRAP ? ALL : OF_EACH_SHAPE;
    }

    Stream<Arguments> someCalls() {
      return Stream.of(CreateForm.values())
          .flatMap(form -> inEachBuild(form).stream().map(scenario -> arguments(form, scenario)));
    }

    Stream<Arguments> otherCalls() {
      return Stream.of(CreateForm.values())
          .flatMap(
              form ->
                  ALL.stream()
                      .filter(scenario -> !inEachBuild(form).contains(scenario))
                      .map(scenario -> arguments(form, scenario)));
    }

    /** The application must get the same, and the server as well. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("someCalls")
    void aCall(CreateForm form, Scenario scenario) {
      answer(scenario.answer());

      Object traced = inScopes(() -> form.call(client, scenario.request()));

      scenario.inScopes().verify(span(), form.spanName());
      assertThat(Json.tree(Json.ofModel(traced))).isEqualTo(Json.tree(scenario.answer()));
      assertThat(Json.tree(server.requests().get(0).bodyText()))
          .isEqualTo(Json.tree(scenario.request()));
    }

    @Tag("full")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("otherCalls")
    void anotherCall(CreateForm form, Scenario scenario) {
      aCall(form, scenario);
    }
  }

  @Nested
  class Wrapped extends AbstractCreateTest {}

  @Nested
  class Instrumented extends AbstractCreateTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractCreateTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
