// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The name of a file for one run of a test: class, method, and the numbers of its invocations, such
 * as {@code com.acme.BotTest.answers-2}.
 *
 * <p>Display names are no part of it, because they may hold any character and be as long as a
 * prompt.
 */
final class TestName {

  /** File systems allow 255 bytes, for the numbers and the ending too. */
  private static final int MAX_LENGTH = 180;

  private static final Pattern INVOCATION = Pattern.compile("invocation:#(\\d+)");
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

  private final String name;

  private TestName(String name) {
    this.name = name;
  }

  static TestName of(ExtensionContext context) {
    Class<?> testClass = context.getRequiredTestClass();
    String method = context.getRequiredTestMethod().getName();
    String invocations =
        INVOCATION
            .matcher(context.getUniqueId())
            .results()
            .map(MatchResult::group)
            .map(group -> "-" + group.substring(group.indexOf('#') + 1))
            .collect(Collectors.joining());
    String plain = testClass.getName().replace('$', '.') + "." + method;
    String safe = UNSAFE.matcher(plain).replaceAll("_");
    boolean isOverloaded =
        Arrays.stream(testClass.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .count()
            > 1;
    if (safe.length() > MAX_LENGTH || isOverloaded || !safe.equals(plain)) {
      // The end says most. The hash tells two such names apart.
      safe =
          safe.substring(Math.max(0, safe.length() - MAX_LENGTH))
              + "-"
              + Integer.toHexString((plain + context.getRequiredTestMethod()).hashCode());
    }
    return new TestName(safe + invocations);
  }

  /** Returns the name for a trace of the test; the first has no number. */
  String withNumber(int number) {
    return number == 1 ? name : name + ".trace-" + number;
  }
}
