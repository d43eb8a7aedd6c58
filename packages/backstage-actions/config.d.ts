export interface Config {
  /** Settings of @golden-path/backstage-actions. */
  goldenPath?: {
    pagerDuty?: {
      /**
       * A REST API key that may read and write services.
       *
       * @visibility secret
       */
      apiToken: string;
      /** Address of the API; defaults to https://api.pagerduty.com. In the EU: https://api.eu.pagerduty.com. */
      apiUrl?: string;
    };
    vault?: {
      /** Address of Vault or OpenBao, such as https://vault.acme.example:8200. */
      address: string;
      /**
       * `namespaces` (Vault Enterprise, HCP Vault, OpenBao) gives each `namespace` a Vault namespace; `mounts` gives it a key-value engine
       * in any Vault. Defaults to `namespaces`.
       */
      layout?: 'namespaces' | 'mounts';
      /** The namespace in which Backstage works, such as `admin` in HCP Vault; defaults to the root. */
      parentNamespace?: string;
      /**
       * A token of Vault. Give this or `login`.
       *
       * @visibility secret
       */
      token?: string;
      /** A login with the service account of Backstage's pod. Give this or `token`. */
      login?: {
        /** The role of the auth method. */
        role: string;
        /** Path of the auth method, in the parent namespace; defaults to `kubernetes`. */
        path?: string;
        /** Where the pod has its token; defaults to the file that Kubernetes mounts. */
        tokenFile?: string;
      };
      /** Path of the key-value engine: in each namespace (defaults to `secret`), or in front of each engine (defaults to `services`). */
      mount?: string;
      /** How services log in. */
      kubernetes?: {
        /** Path of the auth method; defaults to `kubernetes`. */
        path?: string;
        /** Address of the cluster's API server; required by the layout `namespaces`. */
        host?: string;
        /** The cluster's certificates, in PEM form; defaults to what Vault itself has. */
        caCertificate?: string;
        /** The audience that the service account's token must have. */
        audience?: string;
      };
      /** How long a service's token of Vault lasts; defaults to `1h`. */
      tokenTtl?: string;
    };
    pullRequests?: {
      /** `owner/name` or `owner/*`; defaults to every repository that the integration can write to. */
      repositories?: string[];
    };
  };
}
