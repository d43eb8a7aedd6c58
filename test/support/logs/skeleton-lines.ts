/** Lines that a service of each skeleton wrote, with the paths of its machine shortened. */
export const SKELETON_LINES: Readonly<Record<string, readonly string[]>> = {
  go: [
    '{"timestamp":"2026-11-28T03:16:06.097528318Z","severity":"INFO","message":"listening","service":"skeleton-service","port":8080}',
    '{"timestamp":"2026-11-28T03:16:06.097553135Z","severity":"WARN","message":"slow start","service":"skeleton-service","seconds":2.5}',
    '{"timestamp":"2026-11-28T03:16:06.09765083Z","severity":"INFO","message":"GET /greetings/{name} 200","service":"skeleton-service",'
    + '"http.request.method":"GET","http.response.status_code":200,"duration_ms":0.03,"http.route":"/greetings/{name}",'
    + '"trace_id":"50583c073f75768b986393a372adfdef","span_id":"ed3f254f6997c1e3"}',
    '{"timestamp":"2026-11-28T03:16:06.097681566Z","severity":"ERROR","message":"GET /fail 500","service":"skeleton-service",'
    + '"http.request.method":"GET","http.response.status_code":500,"duration_ms":0.002,"http.route":"/fail","error":"connection refused",'
    + '"trace_id":"4d7db6f4ec4ff06ca2b9f59cad57fb2e","span_id":"54a3dc0ec2e4a3ea"}',
  ],
  typescript: [
    '{"severity":"INFO","timestamp":"2026-11-28T03:16:31.702Z","service":"skeleton-service","port":8080,"message":"listening"}',
    '{"severity":"ERROR","timestamp":"2026-11-28T03:16:31.706Z","service":"skeleton-service","error":{"type":"Error","message":"no answer",'
    + '"stack":"Error: no answer\\n    at serve (/app/serve.js:10:11)\\n    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)"},'
    + '"message":"no answer"}',
    '{"severity":"INFO","timestamp":"2026-11-28T03:16:32.775Z","service":"skeleton-service","trace_id":"0740270b5dd4095f04d43ebc3426aada",'
    + '"span_id":"779dcfeaf517c40b","http.request.method":"GET","http.route":"/greetings/{name}","http.response.status_code":200,'
    + '"duration_ms":7.856518999999935,"message":"GET /greetings/{name} 200"}',
    '{"severity":"ERROR","timestamp":"2026-11-28T03:16:32.781Z","service":"skeleton-service","trace_id":"ea6c6d994ead0481bcd34030a54d40ae",'
    + '"span_id":"c28a91e4e446a825","http.request.method":"GET","http.route":"/fail","http.response.status_code":500,'
    + '"duration_ms":1.0966029999999591,"error":"connection refused","message":"GET /fail 500"}',
  ],
  python: [
    '{"timestamp": "2026-11-28T03:16:44.382+00:00", "severity": "INFO", "message": "listening", "service": "skeleton-service", "port": 8080}',
    '{"timestamp": "2026-11-28T03:16:44.383+00:00", "severity": "WARN", "message": "slow start", "service": "skeleton-service"}',
    '{"timestamp": "2026-11-28T03:16:44.383+00:00", "severity": "ERROR", "message": "GET /fail 500", "service": "skeleton-service", '
    + '"trace_id": "9f3bf8ad48a1b4a99be8869ca1acc503", "span_id": "46089704e31b5b30", "http.request.method": "GET", "http.route": "/fail", '
    + '"http.response.status_code": 500, "duration_ms": 1.2, "error": "Traceback (most recent call last):\\n  File \\"/app/requests.py\\", '
    + 'line 12, in handle\\n    {}[\\"key\\"]\\nKeyError: \'key\'"}',
  ],
};
