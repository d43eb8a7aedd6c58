import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { GlobalacceleratorAccelerator } from '@cdktf/provider-aws/lib/globalaccelerator-accelerator';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SecurityGroupRule } from '@cdktf/provider-aws/lib/security-group-rule';
import { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { ACCOUNT, explain, ordinary, REGION, unplanned } from './entry';

const HOST = 'payments.acme.io';
const ZONE = 'Z0123456789ABCDEFGHIJ';
const VPC = 'vpc-0a1b2c3d';

/** The certificates of CloudFront stand in Virginia. */
const virginia = (scope: Construct) =>
  new AwsProvider(scope, 'virginia', { alias: 'virginia', region: 'us-east-1', allowedAccountIds: [ACCOUNT] });
const distribution = (scope: Construct, more = {}) =>
  new CloudfrontDistribution(scope, 'Distribution', {
    enabled: true, aliases: [HOST], httpVersion: 'http2and3',
    origin: [{ originId: 'assets', domainName: 'payment-assets.s3.eu-west-1.amazonaws.com' }],
    defaultCacheBehavior: {
      targetOriginId: 'assets', viewerProtocolPolicy: 'redirect-to-https', allowedMethods: ['GET', 'HEAD'], cachedMethods: ['GET', 'HEAD'],
      cachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    },
    restrictions: { geoRestriction: { restrictionType: 'none', locations: [] } },
    viewerCertificate: {
      acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`, sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021',
    },
    ...more,
  });
const api = (scope: Construct) => new Apigatewayv2Api(scope, 'Api', { name: 'payments', protocolType: 'HTTP' });

export const EDGE = [
  ordinary('edge: a record for a load balancer', (stack) => {
    new Route53Record(stack, 'Record', {
      zoneId: ZONE, name: HOST, type: 'A', alias: { name: 'k8s-1.elb.eu-west-1.amazonaws.com', zoneId: 'Z32O12XQLNTSW2', evaluateTargetHealth: true },
    });
  }),
  ordinary('edge: records by for_each', (stack) => {
    const record = new Route53Record(stack, 'Records', { zoneId: ZONE, name: '${each.key}', type: 'CNAME', ttl: 300, records: ['${each.value}'] });
    record.addOverride('for_each', { 'pay.acme.io': HOST, 'checkout.acme.io': HOST });
  }),
  ordinary('edge: a zone that is looked up', (stack) => {
    const { zoneId } = new DataAwsRoute53Zone(stack, 'Zone', { name: 'acme.io' });
    new Route53Record(stack, 'Record', { zoneId, name: HOST, type: 'TXT', ttl: 300, records: ['v=spf1 -all'] });
  }),
  ordinary('edge: a private zone and a health check', (stack) => {
    new Route53Zone(stack, 'Zone', { name: 'payments.internal', vpc: [{ vpcId: VPC }] });
    new Route53HealthCheck(stack, 'Check', { type: 'HTTPS', fqdn: HOST, resourcePath: '/health', failureThreshold: 3, requestInterval: 30 });
  }),
  unplanned('only the real provider knows the domains of a certificate before it is there', ordinary('edge: a certificate that is validated by DNS', (stack) => {
    const certificate = new AcmCertificate(stack, 'Certificate', { domainName: HOST, validationMethod: 'DNS', lifecycle: { createBeforeDestroy: true } });
    const record = new Route53Record(stack, 'Validation', {
      zoneId: ZONE, ttl: 60, name: '${each.value.name}', type: '${each.value.type}', records: ['${each.value.record}'],
    });
    record.addOverride('for_each', `\${{for option in ${certificate.fqn}.domain_validation_options : option.domain_name => {
      name = option.resource_record_name, record = option.resource_record_value, type = option.resource_record_type }}}`);
    new AcmCertificateValidation(stack, 'Valid', { certificateArn: certificate.arn });
  })),
  ordinary('edge: a certificate in Virginia, by a second provider in the same account', (stack) => {
    new AcmCertificate(stack, 'Certificate', { provider: virginia(stack), domainName: HOST, validationMethod: 'DNS' });
  }),
  ordinary('edge: a distribution before a private bucket', (stack) => {
    const access = new CloudfrontOriginAccessControl(stack, 'Access', {
      name: 'assets', originAccessControlOriginType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4',
    });
    distribution(stack, {
      origin: [{ originId: 'assets', domainName: 'payment-assets.s3.eu-west-1.amazonaws.com', originAccessControlId: access.id }],
    });
  }),
  ordinary('edge: a distribution before the service', (stack) => {
    distribution(stack, {
      origin: [{
        originId: 'assets', domainName: 'origin.payments.acme.io',
        customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: 'https-only', originSslProtocols: ['TLSv1.2'] },
      }],
    });
  }),
  ordinary('edge: headers and a function of CloudFront', (stack) => {
    new CloudfrontResponseHeadersPolicy(stack, 'Headers', {
      name: 'payments',
      securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true } },
    });
    new CloudfrontFunction(stack, 'Redirect', {
      name: 'redirect', runtime: 'cloudfront-js-2.0', code: 'function handler(event) { return event.request; }',
    });
  }),
  ordinary('edge: an HTTP API before a function', (stack) => {
    const { id } = api(stack);
    const integration = new Apigatewayv2Integration(stack, 'Integration', {
      apiId: id, integrationType: 'AWS_PROXY', payloadFormatVersion: '2.0',
      integrationUri: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:payment-report`,
    });
    new Apigatewayv2Route(stack, 'Route', {
      apiId: id, routeKey: 'POST /reports', target: Fn.join('/', ['integrations', integration.id]), authorizationType: 'AWS_IAM',
    });
    new Apigatewayv2Stage(stack, 'Stage', { apiId: id, name: '$default', autoDeploy: true });
  }),
  ordinary('edge: a target group and a rule of a shared load balancer', (stack) => {
    const group = new LbTargetGroup(stack, 'Group', { name: 'payments', port: 8080, protocol: 'HTTP', targetType: 'ip', vpcId: VPC });
    new LbListenerRule(stack, 'Rule', {
      listenerArn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/shared/1/2`,
      action: [{ type: 'forward', targetGroupArn: group.arn }], condition: [{ hostHeader: { values: [HOST] } }],
    });
  }),
  ordinary('edge: a security group that the cluster may reach', (stack) => {
    const group = new SecurityGroup(stack, 'Group', { name: 'payment-broker', vpcId: VPC, description: 'broker' });
    new SecurityGroupRule(stack, 'In', {
      securityGroupId: group.id, type: 'ingress', protocol: 'tcp', fromPort: 5671, toPort: 5671, sourceSecurityGroupId: 'sg-0cluster',
    });
  }),
  ordinary('edge: a name for service discovery', (stack) => {
    new ServiceDiscoveryService(stack, 'Discovery', {
      name: 'payments', dnsConfig: { namespaceId: 'ns-1', dnsRecords: [{ ttl: 10, type: 'A' }], routingPolicy: 'MULTIVALUE' },
    });
  }),
  ordinary('edge: an accelerator', (stack) => void new GlobalacceleratorAccelerator(stack, 'Accelerator', { name: 'payments', enabled: true })),
  ordinary('edge: a security group that is open to the internet', (stack, service, _, reason) => {
    const group = new SecurityGroup(stack, 'Public', {
      name: 'payment-public', vpcId: VPC,
      ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: ['0.0.0.0/0'] }],
    });
    explain(service, group, reason);
  }, 'everybody may call what has this group'),
  ordinary('edge: a provider that takes a role in another account', (stack, service, _, reason) => {
    const dns = new AwsProvider(stack, 'dns', {
      alias: 'dns', region: REGION, assumeRole: [{ roleArn: 'arn:aws:iam::777788889999:role/dns' }], allowedAccountIds: ['777788889999'],
    });
    const record = new Route53Record(stack, 'Record', { provider: dns, zoneId: ZONE, name: HOST, type: 'CNAME', ttl: 60, records: ['x.acme.io'] });
    for (const each of [dns, record]) explain(service, each, reason);
  }, "Terraform works in another account than the environment's"),
];
