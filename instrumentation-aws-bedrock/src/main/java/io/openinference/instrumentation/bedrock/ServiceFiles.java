// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds our interceptor to those that the SDK finds by service files. Under the agent the SDK cannot
 * see our file.
 */
final class ServiceFiles implements Interceptor<Tracing> {

  /** The class of the SDK that reads the files. */
  static final String FINDER =
      "software.amazon.awssdk.core.interceptor.ClasspathInterceptorChainFactory";

  static final String METHOD = "getInterceptors";

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    Object found = call.proceed();
    return isOfBedrock(call.argument(0)) && found instanceof List<?> list ? withOurs(list) : found;
  }

  private static boolean isOfBedrock(@Nullable Object file) {
    return file instanceof String path
        && (path.contains("/bedrockruntime/") || path.contains("/bedrockagentruntime/"));
  }

  private static List<?> withOurs(List<?> found) {
    // One of the same name is the application's, which knows nothing of the agent's calls.
    if (found.stream().anyMatch(BedrockExecutionInterceptor.class::isInstance)) {
      return found;
    }
    List<Object> more = new ArrayList<>(found);
    more.add(new BedrockExecutionInterceptor());
    return more;
  }
}
