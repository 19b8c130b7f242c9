// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.List;
import java.util.Set;

/**
 * The names of credentials in fields, headers, parameters and texts.
 *
 * <pre>{@code
 * CredentialNames.isCredential("OPENAI_API_KEY"); // true
 * }</pre>
 *
 * <p>Names are compared without case and without {@code _}, {@code -}, {@code .} and spaces. For
 * example, {@code apiKey}, {@code API_KEY} and {@code api-key} are the same name.
 *
 * @since 0.1.0
 */
public final class CredentialNames {

  /** The schemes of an authorization, each before a space and a credential. */
  public static final List<String> SCHEMES = List.of("Bearer ", "Basic ");

  /** More schemes. Their words often mean something else, so that they alone prove nothing. */
  public static final List<String> RARE_SCHEMES = List.of("Token ", "ApiKey ", "Api-Key ", "DPoP ");

  /** A name that ends with one of these words belongs to a credential. */
  private static final List<String> CREDENTIAL_ENDS =
      List.of(
          "authorization",
          "authentication",
          "auth",
          "apikey",
          "apikeys",
          "apisecretkey",
          "apikeyvalue",
          "authheader",
          "authorizationheader",
          "accesskey",
          "accesskeyid",
          "accountkey",
          "adminkey",
          "authkey",
          "clientkey",
          "consumerkey",
          "encryptionkey",
          "functionkey",
          "functionskey",
          "hmackey",
          "deploykey",
          "webhookkey",
          "providerkey",
          "openaikey",
          "anthropickey",
          "azurekey",
          "geminikey",
          "googlekey",
          "groqkey",
          "mistralkey",
          "coherekey",
          "licensekey",
          "masterkey",
          "privatekey",
          "secretkey",
          "servicekey",
          "sharedkey",
          "signingkey",
          "sshkey",
          "storagekey",
          "subscriptionkey",
          "accesstokens",
          "apitokens",
          "authtokens",
          "bearertokens",
          "refreshtokens",
          "secret",
          "secrets",
          "secretvalue",
          "secretstring",
          "secretbinary",
          "authcode",
          "authorizationcode",
          "clientassertion",
          "serviceaccount",
          "serviceaccountjson",
          "credentialsjson",
          "password",
          "passwords",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "credential",
          "credentials",
          "creds",
          "connectionstring",
          "connectionstrings",
          "dsn",
          "jdbcurl",
          "cookie",
          "cookies",
          "bearer",
          "jwt",
          "xamzsignature",
          "xgoogsignature");

  /**
   * A name that ends with {@code token} belongs to a credential, unless it ends with one of these
   * words.
   */
  private static final List<String> HARMLESS_TOKENS =
      List.of(
          "pagetoken",
          "nexttoken",
          "continuationtoken",
          "cursortoken",
          "synctoken",
          "eostoken",
          "bostoken",
          "padtoken",
          "unktoken",
          "clstoken",
          "septoken",
          "masktoken",
          "stoptoken",
          "starttoken",
          "begintoken",
          "endtoken",
          "specialtoken",
          "texttoken",
          "imagetoken",
          "audiotoken",
          "videotoken",
          "thinkingtoken",
          "reasoningtoken",
          "maxtoken",
          "mintoken",
          "pertoken",
          "unexpectedtoken");

  /** Names of credentials in the query of a URL; other fields do not use these names. */
  private static final Set<String> QUERY_CREDENTIALS =
      Set.of(
          "key",
          "keys",
          "code",
          "sig",
          "signature",
          "sas",
          "pass",
          "hmac",
          "ticket",
          "session",
          "sessionid");

  /** Tells whether a name belongs to a credential wherever it stands. */
  public static boolean isCredential(String name) {
    String normal = normalized(name);
    return endsWithAny(normal, CREDENTIAL_ENDS)
        || (normal.endsWith("token") && !endsWithAny(normal, HARMLESS_TOKENS));
  }

  /** Tells whether a parameter in the query of a URL is a credential. */
  public static boolean isQueryCredential(String name) {
    return isCredential(name) || QUERY_CREDENTIALS.contains(normalized(name));
  }

  private static boolean endsWithAny(String name, List<String> ends) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a name in the form in which names are compared. */
  public static String normalized(String name) {
    StringBuilder normal = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != '.' && c != ' ') {
        normal.append(Character.toLowerCase(c));
      }
    }
    return normal.toString();
  }

  private CredentialNames() {}
}
