// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table of field names that reveal the content of a field of a body.
 *
 * <p>Names are compared without case and without {@code _}, {@code -}, {@code .} and spaces. For
 * example, {@code apiKey}, {@code API_KEY} and {@code api-key} are the same name.
 */
final class CredentialNames {

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
          "jwt");

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
          "pertoken");

  /** Names of credentials in the query of a URL; other fields do not use these names. */
  private static final Set<String> QUERY_CREDENTIALS =
      Set.of(
          "key",
          "keys",
          "code",
          "sig",
          "signature",
          "xamzsignature",
          "xgoogsignature",
          "sas",
          "pass",
          "hmac",
          "ticket",
          "session",
          "sessionid");

  /** Addresses that stay inside messages, because a reader of the message needs the link. */
  private static final Set<String> MEDIA_ADDRESSES =
      Set.of("url", "uri", "imageurl", "fileurl", "fileuri", "audiourl", "videourl");

  /** The maximum number of cached names. Users choose the names in places such as metadata. */
  private static final int MAX_CACHED = 4096;

  private static final int MAX_CACHED_LENGTH = 64;

  private static final Map<String, Kind> KINDS = new ConcurrentHashMap<>();

  /** The content that a name reveals. */
  enum Kind {
    /** The name reveals nothing. */
    PLAIN,
    /** The value is a credential, or each text inside the value is one. */
    CREDENTIAL,
    /**
     * The value is a credential, unless the object is a log probability, which has a field of this
     * name.
     */
    TOKEN,
    /**
     * The value is an object of HTTP headers or environment variables, whose values are
     * credentials.
     */
    HEADERS,
    /** The value is an object of query parameters. */
    QUERY,
    /** The value is the address of a service. */
    ADDRESS,
    /** The value is the address of an image, a file or a source. */
    MEDIA_ADDRESS,
    /** The value tells of a failure. Providers quote the key that they refuse. */
    ERROR,
    /** A neighbouring field names the content of this value. */
    VALUE,
    /** A neighbouring field may tell that this key is a credential. */
    KEY
  }

  static Kind kindOf(String name) {
    if (name.length() > MAX_CACHED_LENGTH) {
      return kindInText(name);
    }
    Kind cached = KINDS.get(name);
    if (cached != null) {
      return cached;
    }
    Kind kind = kindInText(name);
    if (KINDS.size() < MAX_CACHED) {
      KINDS.put(name, kind);
    }
    return kind;
  }

  /**
   * Returns the same as {@link #kindOf} for a name that is part of a text. Such names are not
   * cached, because content would fill the cache.
   */
  static Kind kindInText(String name) {
    return kindOfNormal(normal(name));
  }

  /** Tells whether the kind of a name is cached. */
  static boolean isCached(String name) {
    return KINDS.containsKey(name);
  }

  private static Kind kindOfNormal(String name) {
    if (name.equals("token")) {
      return Kind.TOKEN;
    }
    if (isCredentialName(name)) {
      return Kind.CREDENTIAL;
    }
    if (name.endsWith("headers") || name.equals("env")) {
      return Kind.HEADERS;
    }
    if (MEDIA_ADDRESSES.contains(name)) {
      return Kind.MEDIA_ADDRESS;
    }
    if (name.endsWith("url") || name.endsWith("uri") || name.endsWith("endpoint")) {
      return Kind.ADDRESS;
    }
    if (name.endsWith("query") || name.endsWith("queryparams")) {
      return Kind.QUERY;
    }
    if (name.equals("key")) {
      return Kind.KEY;
    }
    if (name.equals("error") || name.equals("errors")) {
      return Kind.ERROR;
    }
    return name.equals("value") ? Kind.VALUE : Kind.PLAIN;
  }

  /** Tells whether a name in a text belongs to a credential wherever it stands. */
  static boolean isCredential(String name) {
    return isCredentialName(normal(name));
  }

  private static boolean isCredentialName(String normal) {
    return endsWithAny(normal, CREDENTIAL_ENDS)
        || (normal.endsWith("token") && !endsWithAny(normal, HARMLESS_TOKENS));
  }

  /** Tells whether a parameter in the query of a URL is a credential. */
  static boolean isQueryCredential(String name) {
    return isCredential(name) || QUERY_CREDENTIALS.contains(normal(name));
  }

  private static boolean endsWithAny(String name, List<String> ends) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private static String normal(String name) {
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
