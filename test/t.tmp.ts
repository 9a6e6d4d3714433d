import { readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrate } from '../electron/db/migrations.ts';
import { readStatements } from './db/plans/app-statements.ts';
import { planFaults, triggerStatements } from './db/plans/plan-faults.ts';
const electron = path.resolve('electron');
const app = readStatements(readdirSync(electron, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !f.endsWith('.d.ts')).map((f) => path.join(electron, f)), process.cwd());
for (const [name, n] of [['empty',0],['5 rows',5],['60 rows',60],['50k rows',50000]] as const) {
  const db = new Sqlite(':memory:'); migrate(db);
  db.transaction(()=>{
    const projects = n===0?0:Math.max(1,Math.round(n/4000));
    for(let p=1;p<=projects;p++) db.prepare(`INSERT INTO projects (id,title,format,source_name,source_hash,sample_rate,chunk_limit,voice,pauses,created_at) VALUES (?,?,?,?,?,1,1,'{}','{}','x')`).run(p,'t','text','n','h'+p);
    const secs=Math.max(1,Math.round(n/100));
    if(n>0) for(let s=1;s<=secs;s++) db.prepare(`INSERT INTO sections (id,project_id,position,title,included) VALUES (?,?,?,?,1)`).run(s,1+s%projects,s,'S');
    const pa=db.prepare('INSERT INTO paragraphs VALUES (?,?,?,?)'), c=db.prepare(`INSERT INTO chunks (id,section_id,position,kind,text,boundary,paragraph) VALUES (?,?,?,'speech',?,'sentence',0)`),
     pr=db.prepare(`INSERT INTO predictions (kind,project_id,section_id,chunk_id,engine,voice,text,speech_key,input,input_hash,service,spoken_text,state,created_at,remote_id,predict_time,cost) VALUES ('chunk',?,?,?,?,'{}',?,?,'{}',?,?,?,?,?,?,0.5,0.001)`),
     t=db.prepare(`INSERT INTO takes (chunk_id,prediction_id,speech_key,file,sample_rate,samples,peak,rms,clipped,created_at,sha256) VALUES (?,?,?,?,1,1,1,1,0,'x',?)`);
    for(let i=1;i<=n;i++){const s=1+i%secs; pa.run(s,i,'prose','x'); c.run(i,s,i,'text '+i); const paid=i%3===0; const state=i%50===0?'failed':'succeeded';
     const id=pr.run(1+s%projects,s,i,paid?'styletts2':'draft','text '+i,'k'+i,'h'+i,paid?'https://a/v1':null,'text '+i,state,new Date(i*1000).toISOString(),paid?'r'+i:null).lastInsertRowid;
     if(state==='succeeded')t.run(i,id,'k'+i,`takes/1/${i}.wav`,'aa');}
  })();
  if(n>0) db.exec('ANALYZE');
  console.log('=====',name);
  const seen=new Set<string>();
  const judge=(place:string,sql:string)=>{ try{ for(const f of planFaults(db,sql,['chunks','takes','predictions','paragraphs'])) console.log(place,f);}catch(e){console.log(place,String(e))} 
   if(n===50000&&place.includes('prediction-list')) { const m=[...sql.matchAll(/@(\w+)/g)].map(x=>[x[1],null]); }};
  for(const {place,sql} of app.statements) judge(place,sql);
  for(const {trigger,sql} of triggerStatements(db)) judge(trigger,sql);
}
