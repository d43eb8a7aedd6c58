/**
 * Actions by which a service gets further than its own work, by what they give away.
 *
 * The reference is what is published: the privilege escalation methods of Rhino Security Labs and pathfinding.cloud as
 * cloudsplaining lists them, its actions that return credentials and that read data out, and the access level "Permissions
 * management" of AWS's service authorization reference, which `npm run generate:iam` adds to `exposure`. What every caller
 * may do anyway (sts:GetSessionToken) or needs for its work and can only have on `*` (ecr:GetAuthorizationToken) is left out.
 */
export const SENSITIVE = {
  /** Change what an identity may do: no resource makes them narrow, since the own role is one. */
  permissions: {
    iam: [
      'AddUserToGroup', 'AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy', 'CreateAccessKey', 'CreateLoginProfile',
      'CreatePolicyVersion', 'DeleteRolePermissionsBoundary', 'DeleteUserPermissionsBoundary', 'PutGroupPolicy',
      'PutRolePermissionsBoundary', 'PutRolePolicy', 'PutUserPermissionsBoundary', 'PutUserPolicy', 'SetDefaultPolicyVersion',
      'UpdateAssumeRolePolicy', 'UpdateLoginProfile',
    ],
    sso: ['AttachManagedPolicyToPermissionSet', 'CreateAccountAssignment', 'PutInlinePolicyToPermissionSet', 'PutPermissionsPolicy'],
  },
  /** Take on the permissions of another identity, or run code with them. */
  takeover: {
    'apprunner': ['CreateService', 'UpdateService'],
    'batch': ['RegisterJobDefinition'],
    'bedrock-agentcore': ['CreateCodeInterpreter', 'InvokeCodeInterpreter', 'StartCodeInterpreterSession'],
    'cloudformation': [
      'CreateChangeSet', 'CreateStack', 'CreateStackInstances', 'CreateStackSet', 'ExecuteChangeSet', 'UpdateStack', 'UpdateStackSet',
    ],
    'codebuild': ['CreateProject', 'StartBuild', 'StartBuildBatch', 'UpdateProject'],
    'cognito-identity': ['SetIdentityPoolRoles'],
    'datapipeline': ['CreatePipeline', 'PutPipelineDefinition'],
    'ec2': [
      'AssociateIamInstanceProfile', 'CreateLaunchTemplateVersion', 'ModifyInstanceAttribute', 'ModifyLaunchTemplate',
      'ReplaceIamInstanceProfileAssociation', 'RequestSpotInstances', 'RunInstances',
    ],
    'ec2-instance-connect': ['SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'],
    'ecs': ['CreateService', 'ExecuteCommand', 'RegisterTaskDefinition', 'RunTask', 'StartTask', 'UpdateService'],
    'eks': [
      'AssociateAccessPolicy', 'CreateAccessEntry', 'CreatePodIdentityAssociation', 'UpdateAccessEntry', 'UpdatePodIdentityAssociation',
    ],
    'glue': ['CreateDevEndpoint', 'CreateJob', 'CreateTrigger', 'UpdateDevEndpoint', 'UpdateJob'],
    'iam': [
      'AddRoleToInstanceProfile', 'CreateInstanceProfile', 'CreateOpenIDConnectProvider', 'CreatePolicy', 'CreateRole',
      'CreateSAMLProvider', 'CreateUser', 'DeactivateMFADevice', 'DeleteVirtualMFADevice', 'PassRole',
      'UpdateOpenIDConnectProviderThumbprint', 'UpdateRole', 'UpdateSAMLProvider', 'UpdateUser',
      'UploadSSHPublicKey', 'UploadServerCertificate', 'UploadSigningCertificate',
    ],
    'lambda': [
      'CreateEventSourceMapping', 'CreateFunction', 'PublishLayerVersion', 'UpdateFunctionCode', 'UpdateFunctionConfiguration',
    ],
    'organizations': ['CreateAccount', 'CreatePolicy', 'LeaveOrganization'],
    'sagemaker': [
      'CreateNotebookInstance', 'CreateNotebookInstanceLifecycleConfig', 'CreatePresignedDomainUrl',
      'CreatePresignedNotebookInstanceUrl', 'CreateProcessingJob', 'CreateTrainingJob', 'UpdateNotebookInstance',
    ],
    'ssm': ['SendCommand', 'StartAutomationExecution', 'StartSession'],
    'states': ['CreateStateMachine', 'UpdateStateMachine'],
    'sts': ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot', 'GetFederationToken'],
  },
  /** Hand out credentials, secrets or what they lock. */
  credentials: {
    'airflow': ['CreateCliToken', 'CreateWebLoginToken'],
    'appsync': ['CreateApiKey'],
    'codeartifact': ['GetAuthorizationToken'],
    'codepipeline': ['PollForJobs'],
    'cognito-identity': ['GetCredentialsForIdentity', 'GetOpenIdToken', 'GetOpenIdTokenForDeveloperIdentity'],
    'connect': ['GetFederationToken'],
    'ec2': ['GetPasswordData'],
    'emr-containers': ['GetManagedEndpointSessionCredentials'],
    'gamelift': ['GetComputeAccess', 'GetComputeAuthToken', 'GetInstanceAccess', 'RequestUploadCredentials'],
    'grafana': ['CreateWorkspaceApiKey', 'CreateWorkspaceServiceAccountToken'],
    'iam': ['CreateServiceSpecificCredential', 'ResetServiceSpecificCredential', 'UpdateAccessKey'],
    'kms': ['Decrypt', 'ReEncryptFrom'],
    'lightsail': ['CreateBucketAccessKey', 'DownloadDefaultKeyPair', 'GetInstanceAccessDetails', 'GetRelationalDatabaseMasterUserPassword'],
    'mediapackage': ['RotateChannelCredentials', 'RotateIngestEndpointCredentials'],
    'rds-db': ['connect'],
    'redshift': ['GetClusterCredentials', 'GetClusterCredentialsWithIAM'],
    'redshift-serverless': ['GetCredentials'],
    'secretsmanager': ['GetSecretValue'],
    'ssm': ['GetParameter', 'GetParameterHistory', 'GetParameters', 'GetParametersByPath'],
  },
  /** Open a resource to others, or copy it out. */
  exposure: {
    ebs: ['GetSnapshotBlock'],
    ec2: ['ModifyImageAttribute', 'ModifySnapshotAttribute'],
    ram: ['AssociateResourceShare', 'CreateResourceShare'],
    rds: ['CopyDBClusterSnapshot', 'CopyDBSnapshot', 'ModifyDBClusterSnapshotAttribute', 'ModifyDBSnapshotAttribute', 'StartExportTask'],
    s3: ['PutReplicationConfiguration'],
  },
};

/** Permissions management by its access level, and by its name only a look, a use or a request. */
export const HARMLESS =
  /^(Abort|AuthorizeAction|Cancel|Deauthorize|Describe|Generate|Get|Invoke|List|Partially|Query|Reject|Request|Retire|Revoke|Run|Search|Send|Start|Terminate|Test|Use|Validate|View|GET|POST)/;

/** Reads of data: who may do them everywhere, in more than one service, reads everything. */
export const DATA = [
  'athena:GetQueryResults', 'codecommit:GitPull', 'dynamodb:GetItem', 'dynamodb:Scan', 'ecr:BatchGetImage', 'kinesis:GetRecords',
  'lambda:GetFunction', 'logs:GetLogEvents', 's3:GetObject', 'sqs:ReceiveMessage',
];
